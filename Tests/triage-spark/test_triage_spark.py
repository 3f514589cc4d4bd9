"""The verdicts of a cluster are those of `triage batch`, whatever happens to the cluster."""

import csv
import glob
import json
import os
import signal
import subprocess

import pytest
from conftest import KNOWLEDGE, PROGRAM, ROOT
from triage_spark import COLUMNS, Triage


def questions(count):
    """Labelled questions with all that CSV has to protect, by number."""
    texts = [json.loads(line)["text"] for path in sorted(glob.glob(f"{KNOWLEDGE}/questions/*/*.jsonl"))
             for line in open(path)][:count]
    odd = ['He said "no code"\nand hung up, at 5', "\r\n", "", "'=1+1", "id.me\x00code", "é" * 5000, "  ,,\"\"\" "]
    return [(number, f"Ticket {number}", text) for number, text in enumerate(odd + texts)]


def batch(rows, folder):
    """What `triage batch` says of the same rows."""
    path = folder / "export.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "subject", "description"])
        writer.writerows(rows)
    output = subprocess.run(
        [PROGRAM, "batch", "--knowledge", KNOWLEDGE, "--quiet", "--encoding", "utf-8", str(path)],
        check=True, capture_output=True, text=True).stdout
    return list(csv.reader(output.splitlines()))[1:]


def cells(row):
    """A row of Spark as `triage batch` writes it."""
    return [
        str(row.number), row.triage_owner, row.triage_concern, str(row.triage_confidence).removesuffix(".0"),
        "true" if row.triage_decided else "false", " ".join(row.triage_also), row.triage_audience,
        row.triage_notice or "", row.triage_answer_kind, row.triage_article or "", row.triage_rule or ""]


def frame(spark, rows):
    return spark.createDataFrame(rows, "number int, subject string, description string")


def test_rows_equal_the_batch_and_again(spark, triage, tmp_path):
    rows = questions(3000)
    verdicts = triage.classify(frame(spark, rows).repartition(4), ["subject", "description"])
    assert verdicts.columns == ["number", "subject", "description", *COLUMNS.names]
    first = verdicts.orderBy("number").collect()
    assert [cells(row) for row in first] == batch(rows, tmp_path)
    assert [(row.number, row.subject, row.description) for row in first] == rows
    assert verdicts.orderBy("number").collect() == first


def test_a_killed_executor_loses_and_doubles_nothing(spark, triage, tmp_path):
    rows = questions(3000)
    trap = tmp_path / "killed"

    def executor():
        # The nearest Java program above this worker of Python. Inside, as it travels there with the test.
        process = os.getpid()
        while True:
            with open(f"/proc/{process}/stat") as file:
                process = int(file.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{process}/cmdline", "rb") as file:
                if b"CoarseGrainedExecutorBackend" in file.read():
                    return process

    def kill_once(batches):
        # In the middle of a partition, after verdicts were given, the executor of the first to come dies.
        for number, rows in enumerate(batches):
            yield rows
            if number == 2:
                try:
                    os.close(os.open(trap, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                os.kill(executor(), signal.SIGKILL)

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 100)
    try:
        tickets = frame(spark, rows).repartition(4)
        verdicts = triage.classify(tickets, ["subject", "description"])
        found = verdicts.mapInArrow(kill_once, verdicts.schema).orderBy("number").collect()
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert trap.exists()
    assert [cells(row) for row in found] == batch(rows, tmp_path)


def test_bad_rows_are_rejected_and_kept(spark, triage):
    rows = [(1, None, "where is my refund"), (2, None, None), (3, "s", '"' * (3 << 20)), (4, "", ""), (5, None, "x" * (5 << 20))]
    found = triage.classify(frame(spark, rows).coalesce(1), ["subject", "description"]).orderBy("number").collect()
    assert [row.triage_reject for row in found] == [
        None, "it has no text", "it is longer than 4 MiB", None, "it is longer than 4 MiB"]
    assert [row.triage_concern is None for row in found] == [False, True, True, False, True]
    assert found[0].triage_owner == "irs" and found[2].description == '"' * (3 << 20)


def test_bytes_that_are_no_text_are_judged_for_what_is_readable(spark, triage):
    rows = spark.createDataFrame([(b"\xff\xfe where is my refund",), (b"",)], "value binary")
    found = triage.classify(rows, "value").collect()
    assert [row.triage_owner for row in found] == ["irs", "other"]


def test_a_part_of_the_rows_is_enough(spark, triage):
    rows = frame(spark, questions(3000)).repartition(1)
    assert len(triage.classify(rows, "description").limit(3).collect()) == 3
    assert triage.classify(rows.where("number < 0"), "description").count() == 0


def test_a_stream_from_a_folder(spark, triage, tmp_path):
    rows = questions(300)
    folder = tmp_path / "in"
    folder.mkdir()
    schema = "number int, subject string, description string"

    def arrive(name, some):
        keys = ["number", "subject", "description"]
        (folder / name).write_text("".join(json.dumps(dict(zip(keys, row))) + "\n" for row in some))

    def run():
        tickets = spark.readStream.schema(schema).json(str(folder))
        query = (
            triage.classify(tickets, ["subject", "description"]).writeStream.format("parquet")
            .option("path", str(tmp_path / "out")).option("checkpointLocation", str(tmp_path / "state"))
            .trigger(availableNow=True).start())
        query.awaitTermination()

    arrive("1.json", rows[:150])
    run()
    run()  # Nothing new: nothing twice.
    arrive("2.json", rows[150:])
    run()
    found = spark.read.parquet(str(tmp_path / "out")).orderBy("number").collect()
    assert [cells(row) for row in found] == batch(rows, tmp_path)


def test_a_program_that_fails_is_told(spark, tmp_path):
    program = tmp_path / "triage"
    program.write_text("#!/bin/sh\necho 'triage: out of paper' >&2\nexit 74\n")
    program.chmod(0o755)
    broken = Triage(spark, program, KNOWLEDGE)
    with pytest.raises(Exception, match="triage ended with 74 .*out of paper"):
        broken.classify(frame(spark, questions(10)), "description").collect()


def test_mistakes_are_told_before_anything_runs(spark, triage, tmp_path):
    rows = frame(spark, questions(1))
    with pytest.raises(ValueError, match="no column body; there are number, subject, description"):
        triage.classify(rows, "body")
    with pytest.raises(ValueError, match="triage_owner"):
        triage.classify(triage.classify(rows, "subject"), "subject")
    with pytest.raises(FileNotFoundError, match="no desks.xml"):
        Triage(spark, PROGRAM, str(ROOT / "Sources"))
    with pytest.raises(FileNotFoundError, match="/nowhere"):
        Triage(spark, "/nowhere/triage")
