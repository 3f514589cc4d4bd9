#!/usr/bin/env python3
"""The console in a real browser: Debian's Chromium, driven by Playwright, against the server itself.

Build first: swift build --product triage-server. Then: python3 Tests/BrowserTests/console_test.py
With SCREENSHOTS=DIR every state is also taken as a picture, in both schemes and three widths.
"""

import os
import pathlib
import re
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SERVER = REPOSITORY / ".build/debug/triage-server"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SCREENSHOTS = os.environ.get("SCREENSHOTS")

STEPS = "the six digits never reach my phone and I need my transcript by friday"
REFERRAL = "Where is my refund? I filed in February and heard nothing."
UNCLEAR = "it doesn't work"
PATHS = "How do tax professionals set up ID.me for e-Services?"
NOTICE = "I got a CP2000 notice and don't understand it"
NOBODY = "How do I renew my driver's license at the DMV?"
VAGUE = [
    "verification does not work with my passport", "where is my letter",
    "I can't get into my account", "call someone about my balance due",
]
QUESTIONS = {
    "steps": STEPS, "referral": REFERRAL, "unclear": UNCLEAR, "paths": PATHS, "notice": NOTICE,
    "nobody": NOBODY,
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The server, with feedback in a folder of its own."""

    def __init__(self, token=None):
        self.folder = tempfile.TemporaryDirectory()
        self.feedback = pathlib.Path(self.folder.name) / "feedback.sqlite"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        environment = dict(os.environ)
        if token:
            environment["TRIAGE_SERVER_TOKEN"] = token
        self.process = subprocess.Popen(
            [SERVER, "--port", str(self.port), "--feedback", self.feedback, "--log-level", "error",
             "--knowledge", REPOSITORY / "knowledge"],
            cwd="/", env=environment)
        for _ in range(200):
            try:
                urllib.request.urlopen(self.address + "/healthz").close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server does not start")

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=20)
        self.folder.cleanup()
        return status

    def kept(self):
        with sqlite3.connect(self.feedback) as database:
            return database.execute(
                "SELECT concern, isRight, shouldHaveBeen, text FROM feedback ORDER BY id").fetchall()


class BrowserTest(unittest.TestCase):
    token = None

    @classmethod
    def setUpClass(cls):
        cls.server = Server(cls.token)
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        assert cls.server.stop() == 0, "the server does not end well"

    def setUp(self):
        self.context = self.browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        self.complaints = []
        self.page = self.open()

    def tearDown(self):
        self.context.close()
        self.assertEqual(self.complaints, [], "the browser complains")

    def open(self, **options):
        if options:
            self.context.close()
            self.context = self.browser.new_context(**options)
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text)
                if message.type == "error" and "Failed to load resource" not in message.text else None)
        page.goto(self.server.address)
        return page

    def ask(self, text, page=None):
        page = page or self.page
        def is_its_answer(response):
            return response.url.endswith("/v1/verdicts") and (
                response.request.post_data_json.get("text") == text)

        with page.expect_response(is_its_answer):
            page.get_by_label("What is the question?").fill(text)
        verdict = page.locator(".verdict")
        expect(verdict).to_be_visible()
        # One more turn of the page's loop, in which it shows what came.
        page.wait_for_timeout(50)
        return verdict


class ConsoleTest(BrowserTest):
    def test_the_verdict_appears_as_one_types(self):
        box = self.page.get_by_label("What is the question?")
        expect(box).to_be_focused()
        box.press_sequentially(STEPS, delay=2)
        verdict = self.page.locator(".verdict")
        expect(verdict.locator(".owner")).to_have_text(re.compile("ID.me Support"))
        expect(verdict.locator("h2")).to_have_text(re.compile("Codes, phones"))
        expect(verdict.locator("mark").first).to_have_text("six digits never reach")
        expect(verdict.get_by_role("checkbox").first).to_be_visible()
        expect(verdict.get_by_role("heading", name="Also asked")).to_be_visible()
        size = verdict.locator(".owner").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        self.assertGreaterEqual(size, 28)
        box.fill("")
        expect(verdict).to_have_count(0)

    def test_ticks_stay_while_the_question_grows(self):
        verdict = self.ask(STEPS)
        verdict.get_by_role("checkbox").first.check()
        verdict.get_by_text("Why", exact=True).click()
        self.ask(STEPS + ", please help")
        expect(verdict.get_by_role("checkbox").first).to_be_checked()
        expect(verdict.locator("table")).to_be_visible()
        self.ask(PATHS)
        expect(verdict.get_by_role("checkbox", checked=True)).to_have_count(0)

    def test_a_referral_has_a_number_to_click(self):
        verdict = self.ask("call someone about my balance due")
        expect(verdict.locator(".owner")).to_have_text(re.compile("the IRS"))
        phone = verdict.locator("a.phone").first
        self.assertRegex(phone.get_attribute("href"), r"^tel:[0-9-]+$")

    def test_a_choice_leads_on_and_back(self):
        verdict = self.ask(UNCLEAR)
        expect(verdict.locator(".owner")).to_have_text(re.compile("Not clear yet"))
        choice = verdict.locator(".choices button").first
        concern = choice.get_attribute("data-choice")
        choice.click()
        expect(self.page.locator(f'.verdict[data-concern="{concern}"]')).to_be_visible()
        expect(self.page.locator("#verdict")).to_be_focused()
        self.page.get_by_role("button", name="Back to the verdict").click()
        expect(verdict.locator(".choices")).to_be_visible()

    def test_runners_up_and_why_are_shown_on_demand(self):
        verdict = self.ask(STEPS)
        expect(verdict.locator("table")).to_be_hidden()
        verdict.get_by_text("Why", exact=True).click()
        expect(verdict.locator("tbody")).to_contain_text("concerns/idme/mfa.xml:")
        # Which questions have runners-up changes with the weights.
        for text in VAGUE:
            self.ask(text)
            if verdict.get_by_text("Runners-up").count():
                break
        verdict.get_by_text("Runners-up").click()
        other = verdict.locator(".runners-up button").first
        concern = other.get_attribute("data-choice")
        other.click()
        expect(self.page.locator(f'.verdict[data-concern="{concern}"]')).to_be_visible()

    def test_the_audience_chooses_the_steps(self):
        verdict = self.ask(PATHS)
        expect(verdict.locator("h4.path")).to_have_count(2)
        labels = self.page.get_by_role("group", name="The caller").get_by_role("radio")
        expect(labels).to_have_count(3)
        labels.nth(2).check()
        expect(verdict.locator("h4.path")).to_have_count(0)

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def test_the_answer_is_copied(self):
        self.ask(STEPS)
        self.page.get_by_role("button", name="Copy as text").click()
        expect(self.page.get_by_text("Copied as text.")).to_be_visible()
        self.assertTrue(self.clipboard().startswith("ID.me Support: Codes, phones"))
        self.page.get_by_role("button", name="Copy as Markdown").click()
        expect(self.page.get_by_text("Copied as Markdown.")).to_be_visible()
        self.assertTrue(self.clipboard().startswith("**Get past the second step"))

    def test_feedback_is_kept_without_the_text(self):
        self.ask(REFERRAL)
        right = self.page.get_by_role("button", name="Right")
        right.click()
        expect(self.page.get_by_text("Thank you, noted.")).to_be_visible()
        expect(right).to_be_disabled()
        self.ask(STEPS)
        self.page.get_by_role("button", name="Wrong").click()
        self.page.get_by_label("It should have been").select_option("idme/sign-in")
        self.page.get_by_role("button", name="Send").click()
        expect(self.page.get_by_text("Thank you, noted.")).to_be_visible()
        self.assertEqual(self.server.kept()[-2:], [
            ("irs/refund", 1, None, None), ("idme/mfa", 0, "idme/sign-in", None)])

    def test_everything_goes_by_keyboard(self):
        keys = self.page.keyboard
        keys.type(UNCLEAR)
        expect(self.page.locator(".choices")).to_be_visible()
        keys.press("Control+Enter")
        expect(self.page.locator("#verdict")).to_be_focused()
        keys.press("1")
        expect(self.page.locator(".choices")).to_have_count(0)
        keys.press("Alt+b")
        expect(self.page.locator(".choices")).to_be_visible()
        keys.press("/")
        expect(self.page.get_by_label("What is the question?")).to_be_focused()
        keys.type(STEPS)
        expect(self.page.locator(".answer > .steps")).to_be_visible()
        keys.press("Alt+c")
        expect(self.page.get_by_text("Copied as text.")).to_be_visible()
        keys.press("Control+Enter")
        expect(self.page.locator("#verdict")).to_be_focused()
        keys.press("2")
        expect(self.page.get_by_role("checkbox").nth(1)).to_be_checked()
        keys.press("?")
        expect(self.page.get_by_role("dialog", name="Keys")).to_be_visible()
        keys.press("Escape")
        expect(self.page.get_by_role("dialog", name="Keys")).to_be_hidden()
        keys.press("Alt+w")
        expect(self.page.get_by_label("It should have been")).to_be_focused()
        keys.press("Escape")
        expect(self.page.get_by_label("What is the question?")).to_be_focused()
        keys.press("Escape")
        expect(self.page.locator(".verdict")).to_have_count(0)

    def test_tab_reaches_everything_with_a_ring_to_see(self):
        self.ask(UNCLEAR)
        seen = []
        for _ in range(40):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate("""() => {
              const e = document.activeElement, style = getComputedStyle(e);
              if (e === document.body) return ["BODY", true];
              return [e.id || e.dataset.choice || e.textContent.trim() || e.name || e.tagName,
                      style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
            }""")
            if at[0] in ["BODY", *(name for name, _ in seen)]:
                break
            seen.append(at)
        names = [name for name, _ in seen]
        for wanted in ["copy-text", "right", "wrong"]:
            if self.page.locator("#" + wanted).is_visible():
                self.assertIn(wanted, names)
        self.assertTrue(any("/" in name for name in names), names)
        self.assertEqual([name for name, ring in seen if not ring], [])

    def test_single_keys_can_be_turned_off(self):
        self.ask(STEPS)
        self.page.get_by_role("button", name="Keys").click()
        self.page.get_by_label("Keys without Ctrl or Alt").uncheck()
        self.page.get_by_role("button", name="Close").click()
        self.page.locator("#verdict").focus()
        self.page.keyboard.press("1")
        expect(self.page.get_by_role("checkbox", checked=True)).to_have_count(0)

    def test_recent_questions_are_in_the_page_only(self):
        for text in [STEPS, REFERRAL]:
            self.ask(text)
            self.page.keyboard.press("Control+Enter")
        recent = self.page.get_by_role("region", name="Recent")
        expect(recent.get_by_role("listitem")).to_have_count(2)
        recent.get_by_role("button", name=STEPS).click()
        expect(self.page.locator(".verdict[data-concern='idme/mfa']")).to_be_visible()
        stored = self.page.evaluate(
            "[localStorage.length, sessionStorage.length, document.cookie]")
        self.assertEqual(stored, [0, 0, ""])
        self.page.reload()
        expect(recent).to_be_hidden()
        expect(self.page.get_by_label("What is the question?")).to_have_value("")

    def test_markup_in_a_question_stays_text(self):
        verdict = self.ask("the six digits never reach my phone <img src=x onerror=alert(1)><b>x</b>")
        expect(verdict.locator(".asked")).to_contain_text("<img src=x onerror=alert(1)>")
        expect(verdict.locator("img")).to_have_count(0)

    def test_a_server_that_is_gone_is_told(self):
        self.page.route("**/v1/verdicts", lambda route: route.abort())
        self.page.get_by_label("What is the question?").fill("hello")
        expect(self.page.get_by_role("status").first).to_have_text("The server cannot be reached.")

    def test_nothing_is_cut_off_at_320_pixels(self):
        page = self.open(viewport={"width": 320, "height": 640})
        for name, text in QUESTIONS.items():
            verdict = self.ask(text, page)
            for summary in verdict.locator("summary").all():
                summary.click()
            self.assertEqual(page.evaluate("document.scrollingElement.scrollWidth"), 320, name)
            wide = page.evaluate("""() => [...document.querySelectorAll("body *")].filter(e =>
              e.checkVisibility() && !e.closest(".unseen, .skip")
              && e.getBoundingClientRect().right > (e.closest(".verdict")?.getBoundingClientRect().right ?? 320) + 1).map(e => e.outerHTML.slice(0, 80))""")
            self.assertEqual(wide, [], name)

    def test_wcag_2_2_aa(self):
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        for scheme in ["light", "dark"]:
            page = self.open(color_scheme=scheme)
            self.assertEqual(Axe().run(page, options=rules).response["violations"], [])
            for name, text in QUESTIONS.items():
                verdict = self.ask(text, page)
                for summary in verdict.locator("summary").all():
                    summary.click()
                for box in verdict.get_by_role("checkbox").all()[:1]:
                    box.check()
                page.keyboard.press("Control+Enter")
                page.locator("#wrong").click()
                found = Axe().run(page, options=rules).response["violations"]
                told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]
                self.assertEqual(told, [], f"{name}, {scheme}")
            page.locator("#show-keys").click()
            self.assertEqual(Axe().run(page, options=rules).response["violations"], [])

    def test_dark_mode_is_dark(self):
        page = self.open(color_scheme="dark")
        self.ask(STEPS, page)
        for place in ["body", ".verdict", "textarea"]:
            colours = page.locator(place).first.evaluate(
                "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.color] }")
            back, ink = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours)
            self.assertLess(back, 150, place)
            self.assertGreater(ink, 500, place)

    @unittest.skipUnless(SCREENSHOTS, "pictures are taken with SCREENSHOTS=DIR")
    def test_pictures(self):
        for scheme in ["light", "dark"]:
            for width in [320, 800, 1280]:
                page = self.open(color_scheme=scheme, viewport={"width": width, "height": 800})
                page.screenshot(path=f"{SCREENSHOTS}/empty-{scheme}-{width}.png", full_page=True)
                for name, text in QUESTIONS.items():
                    verdict = self.ask(text, page)
                    if name == "steps":
                        verdict.get_by_role("checkbox").first.check()
                        for summary in verdict.locator("summary").all():
                            summary.click()
                    page.screenshot(
                        path=f"{SCREENSHOTS}/{name}-{scheme}-{width}.png", full_page=True)
                    page.keyboard.press("Control+Enter")


class TokenTest(BrowserTest):
    token = "correct-horse-battery-staple"

    def test_the_page_asks_for_the_token_and_forgets_it(self):
        token = self.page.get_by_label("This server asks for its token")
        expect(token).to_be_focused()
        token.fill("wrong-wrong-wrong-wrong")
        self.page.keyboard.press("Enter")
        expect(token).to_be_visible()
        token.fill(self.token)
        self.page.keyboard.press("Enter")
        expect(token).to_be_hidden()
        self.ask(STEPS)
        expect(self.page.get_by_role("group", name="The caller").get_by_role("radio")).to_have_count(3)
        self.page.reload()
        expect(token).to_be_visible()


if __name__ == "__main__":
    unittest.main(verbosity=2)
