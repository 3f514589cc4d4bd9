// The console: asks for a verdict while somebody types, and shows the fragment of HTML that the
// server writes for it. Nothing is kept outside this page.

const at = (id) => document.getElementById(id);
const question = at("question");
const verdict = at("verdict");

const pause = 250; // Milliseconds without a key before the question is judged.
const recentLimit = 12;

let token = "";
let timer;
let running; // What ends the request that is under way.
let shown; // What the verdict on the page answers: { text, audience, chosen }.
let recent = [];

// The server escapes everything in its fragments; this is the one place where they become elements.
const policy = window.trustedTypes?.createPolicy("verdict", { createHTML: (html) => html });
const elements = (html) => {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return template.content;
};

async function send(path, { body, accept = "application/json", signal } = {}) {
  const headers = { Accept: accept };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(path, {
    method: body ? "POST" : "GET", headers, signal, body: body && JSON.stringify(body),
  });
  if (response.ok) return response;
  if (response.status === 401) askForToken();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.errors?.[0]?.detail ?? problem.detail ?? `The server says ${response.status}.`);
}

function tell(words, isProblem = false) {
  at("state").textContent = words;
  at("state").classList.toggle("problem", isProblem);
}

// The question

const audience = () => document.querySelector("input[name=audience]:checked").value;

function asked(chosen) {
  const body = { text: question.value.trim() };
  if (audience()) body.audience = audience();
  if (chosen) body.chosen = chosen;
  return body;
}

// Whether the verdict on the page is the one on what is written now.
const isUpToDate = () =>
  shown?.text === question.value.trim() && !shown.chosen && (shown.audience ?? "") === audience();

async function judge(chosen) {
  clearTimeout(timer);
  running?.abort();
  const body = asked(chosen);
  if (!body.text && !chosen) return clear();
  running = new AbortController();
  const { signal } = running;
  try {
    const response = await send("/v1/verdicts", { body, accept: "text/html", signal });
    const html = await response.text();
    if (signal.aborted) return;
    show(html, body);
    tell("");
  } catch (error) {
    if (error.name !== "AbortError") tell(error instanceof TypeError ? "The server cannot be reached." : error.message, true);
  }
}

function clear() {
  shown = undefined;
  verdict.replaceChildren();
  at("actions").hidden = at("should").hidden = at("path").hidden = true;
  at("welcome").hidden = recent.length > 0;
  tell("");
}

function show(html, body) {
  const fresh = elements(html);
  const before = verdict.querySelector(".verdict");
  const after = fresh.querySelector(".verdict");
  const isSame = before && same(before, after, "concern") && same(before, after, "audience");
  // While a question grows, what was ticked or unfolded for the same answer stays so.
  if (isSame) keepState(before, after);
  verdict.replaceChildren(fresh);
  number();
  shown = body;
  at("path").hidden = !body.chosen || !body.text;
  at("actions").hidden = at("welcome").hidden = false;
  at("welcome").hidden = true;
  const isAnswer = after.dataset.kind === "steps" || after.dataset.kind === "referral";
  at("copy-text").hidden = at("copy-markdown").hidden = !isAnswer && after.dataset.kind !== "none";
  if (!isSame) {
    closeWrong();
    feedbackOpen(true);
    const words = (selector) => verdict.querySelector(selector)?.textContent.trim() ?? "";
    at("announce").textContent = `${words(".owner")}: ${words("h2")}. ${words(".certainty")}`;
  }
}

const same = (one, other, name) => one.dataset[name] === other.dataset[name];

function keepState(before, after) {
  const boxes = after.querySelectorAll("input[type=checkbox]");
  before.querySelectorAll("input[type=checkbox]").forEach((box, index) => {
    if (boxes[index]) boxes[index].checked = box.checked;
  });
  for (const details of before.querySelectorAll("details[open]")) {
    const match = after.querySelector(`details.${details.className}`);
    if (match) match.open = true;
  }
}

// Choices and steps have the keys 1 to 9.
function number() {
  const choices = verdict.querySelectorAll(".choices button");
  const keyed = choices.length ? choices : verdict.querySelectorAll(".answer > .steps > li > label > input");
  [...keyed].slice(0, 9).forEach((element, index) => element.setAttribute("aria-keyshortcuts", index + 1));
}

question.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(judge, pause);
});
question.addEventListener("change", remember);
at("audiences").addEventListener("change", () => judge(shown?.chosen));
at("ask").addEventListener("submit", (event) => event.preventDefault());

verdict.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choice]");
  if (!button) return;
  remember();
  judge(button.dataset.choice).then(() => verdict.focus());
});
at("back").addEventListener("click", () => judge().then(() => verdict.focus()));

// Recent questions

function remember() {
  const text = question.value.trim();
  if (!text) return;
  recent = [text, ...recent.filter((other) => other !== text)].slice(0, recentLimit);
  listRecent();
}

function listRecent() {
  at("recent-list").replaceChildren(
    ...recent.map((text) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text.length > 120 ? text.slice(0, 120) + "…" : text;
      button.addEventListener("click", () => {
        question.value = text;
        judge().then(() => verdict.focus());
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  at("recent").hidden = recent.length === 0;
}

at("forget").addEventListener("click", () => {
  recent = [];
  listRecent();
  question.focus();
});

// Copying

async function copy(accept, name) {
  if (!shown) return;
  remember();
  try {
    const text = await (await send("/v1/verdicts", { body: shown, accept })).text();
    await toClipboard(text);
    tell(`Copied as ${name}.`);
  } catch (error) {
    tell(`Not copied: ${error.message}`, true);
  }
}

// Browsers keep the clipboard from pages that came without TLS from another machine.
async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  if (!isDone) throw new Error("the browser does not let this page copy.");
}

at("copy-text").addEventListener("click", () => copy("text/plain", "text"));
at("copy-markdown").addEventListener("click", () => copy("text/markdown", "Markdown"));

// Feedback

function feedbackOpen(isOpen) {
  at("right").disabled = at("wrong").disabled = !isOpen;
}

function closeWrong() {
  at("should").hidden = true;
  at("wrong").setAttribute("aria-expanded", "false");
}

async function feedBack(judgement, shouldHaveBeen) {
  if (!shown || at("right").disabled) return;
  const body = { concern: verdict.querySelector(".verdict").dataset.concern, judgement };
  if (shown.text && !shown.chosen) body.text = shown.text;
  if (shouldHaveBeen) body.should_have_been = shouldHaveBeen;
  remember();
  try {
    await send("/v1/feedback", { body });
    feedbackOpen(false);
    closeWrong();
    tell("Thank you, noted.");
  } catch (error) {
    tell(`Not noted: ${error.message}`, true);
  }
}

at("right").addEventListener("click", () => feedBack("right"));
at("wrong").addEventListener("click", () => {
  const isOpen = at("should").hidden;
  at("should").hidden = !isOpen;
  at("wrong").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) at("should-concern").focus();
});
at("should").addEventListener("submit", (event) => {
  event.preventDefault();
  feedBack("wrong", at("should-concern").value);
  question.focus();
});

// Keys

const isWriting = (element) => element.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

document.addEventListener("keydown", (event) => {
  if (at("keys").open || event.isComposing) return;
  const letter = event.altKey && !event.ctrlKey && !event.metaKey ? event.code : "";
  const buttons = { KeyC: "copy-text", KeyM: "copy-markdown", KeyR: "right", KeyW: "wrong", KeyB: "back" };
  if (buttons[letter]) {
    if (at(buttons[letter]).checkVisibility()) at(buttons[letter]).click();
    return event.preventDefault();
  }
  if (event.target === question && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    remember();
    if (isUpToDate()) verdict.focus();
    else judge().then(() => verdict.focus());
    return event.preventDefault();
  }
  if (event.key === "Escape") {
    if (event.target === question) {
      remember();
      question.value = "";
      judge();
    } else {
      question.focus();
    }
    return event.preventDefault();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (!at("single-keys").checked) return;
  if (event.key === "/") {
    question.focus();
    question.select();
  } else if (event.key === "?") {
    at("keys").showModal();
  } else if (/^[1-9]$/.test(event.key)) {
    const wanted = verdict.querySelector(`[aria-keyshortcuts="${event.key}"]`);
    wanted?.focus();
    wanted?.click();
  } else {
    return;
  }
  event.preventDefault();
});

at("show-keys").addEventListener("click", () => at("keys").showModal());

// What the knowledge base calls things

async function learn() {
  try {
    const { audiences, desks, concerns } = await (await send("/v1/concerns")).json();
    for (const { id, label } of audiences) {
      const choice = document.createElement("label");
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: "audience", value: id });
      choice.append(radio, ` ${label}`);
      at("audiences").append(choice);
    }
    for (const desk of desks) {
      const group = document.createElement("optgroup");
      group.label = desk.name;
      for (const concern of concerns.filter((one) => one.owner === desk.id)) {
        group.append(new Option(concern.title, concern.id));
      }
      if (group.children.length) at("should-concern").append(group);
    }
  } catch (error) {
    if (!at("token-form").hidden) return;
    tell(error instanceof TypeError ? "The server cannot be reached." : error.message, true);
  }
}

function askForToken() {
  at("token-form").hidden = false;
  at("token").focus();
}

at("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  token = at("token").value.trim();
  at("token").value = "";
  at("token-form").hidden = true;
  tell("");
  learn();
  judge();
  question.focus();
});

learn();
