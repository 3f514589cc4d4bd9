"""Verdicts of `triage` on a Spark DataFrame.

    from triage_spark import Triage

    triage = Triage(spark, program="/usr/bin/triage", knowledge="/usr/share/triage/knowledge")
    verdicts = triage.classify(tickets, text=["subject", "description"])

Each partition streams through a `triage batch` process of its own, as CSV that Arrow writes and reads: of the
formats that `triage` speaks it costs the least on both sides. Program and knowledge base travel to the
executors as one archive, so nothing needs to be installed there; take the program of the release archive,
which needs nothing but glibc.

The result is a function of the rows and the archive alone. A partition that is computed again, because an
executor was lost or a stream starts over, has the same verdicts.
"""

import hashlib
import os
import queue
import subprocess
import tarfile
import tempfile
import threading

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from pyspark import SparkFiles, TaskContext
from pyspark.sql.functions import col
from pyspark.sql.types import ArrayType, BooleanType, DoubleType, StringType, StructField, StructType

__all__ = ["Triage", "COLUMNS"]

#: The columns that `classify` adds: those of `triage batch --append`, and why a row has no verdict.
COLUMNS = StructType([
    StructField("triage_owner", StringType()),
    StructField("triage_concern", StringType()),
    StructField("triage_confidence", DoubleType()),
    StructField("triage_decided", BooleanType()),
    StructField("triage_also", ArrayType(StringType())),
    StructField("triage_audience", StringType()),
    StructField("triage_notice", StringType()),
    StructField("triage_answer_kind", StringType()),
    StructField("triage_article", StringType()),
    StructField("triage_rule", StringType()),
    StructField("triage_reject", StringType()),
])

# As `triage batch --format csv` writes them.
_READ = {
    "id": pa.int64(), "owner": pa.string(), "concern": pa.string(), "confidence": pa.float64(),
    "decided": pa.bool_(), "also": pa.string(), "audience": pa.string(), "notice": pa.string(),
    "answer_kind": pa.string(), "article": pa.string(), "rule": pa.string(),
}

# The longest record that `triage batch` reads is 4 MiB; some is left for the id and the quotes.
_LONGEST = (4 << 20) - 1024


class Triage:
    """A program and a knowledge base, sent to the executors of a session once.

    program: the file of the program.
    knowledge: the folder of the knowledge base; by default the one that lies beside the program, as
        `../share/triage/knowledge`.

    Raises FileNotFoundError where one of them is missing.
    """

    def __init__(self, spark, program, knowledge=None):
        program = os.path.realpath(program)
        if knowledge is None:
            knowledge = os.path.join(os.path.dirname(program), "..", "share", "triage", "knowledge")
        if not os.path.isfile(program):
            raise FileNotFoundError(f"the program {program} is not there")
        if not os.path.isfile(os.path.join(knowledge, "desks.xml")):
            raise FileNotFoundError(f"{knowledge} is no knowledge base: it has no desks.xml; name one with knowledge=")
        context = spark.sparkContext
        self._name = _ship(context, program, knowledge)
        context.addPyFile(os.path.abspath(__file__))

    def classify(self, tickets, text):
        """The rows of a DataFrame, batch or streaming, with the columns of `COLUMNS` added.

        text: the column with the message, or several (the subject first); those that are not strings are
            cast. A row in which all are null, or that is longer than 4 MiB, has `triage_reject` and no verdict.

        Raises ValueError where a text column is missing, or a column to be added is there already.
        """
        names = [text] if isinstance(text, str) else list(text)
        missing = [name for name in names if name not in tickets.columns]
        if missing or not names:
            raise ValueError(f"there is no column {', '.join(missing)}; there are {', '.join(tickets.columns)}")
        taken = [name for name in COLUMNS.names if name in tickets.columns]
        if taken:
            raise ValueError(f"columns are there already: {', '.join(taken)}; drop or rename them")
        is_text = {field.name: isinstance(field.dataType, StringType) for field in tickets.schema}
        kept = len(tickets.columns)
        places, casts = [], []
        for name in names:
            if is_text[name]:
                places.append(tickets.columns.index(name))
            else:
                places.append(kept + len(casts))
                casts.append(col(f"`{name}`").cast("string").alias(f"_triage_text_{len(casts)}"))
        rows = tickets.select("*", *casts)
        archive = self._name

        def partition(batches):
            return _partition(batches, archive, places, kept)

        return rows.mapInArrow(partition, StructType(tickets.schema.fields + COLUMNS.fields))


_shipped = {}


def _ship(context, program, knowledge):
    """Sends one archive to the executors; its name tells its contents, which are the same each time."""
    files = [("bin/triage", program)]
    for folder, folders, names in os.walk(knowledge):
        # What weights are fitted from is not needed to judge.
        folders[:] = sorted(name for name in folders if os.path.join(folder, name) != os.path.join(knowledge, "questions"))
        for name in sorted(names):
            path = os.path.join(folder, name)
            files.append((os.path.join("share/triage/knowledge", os.path.relpath(path, knowledge)), path))
    digest = hashlib.sha256()
    for name, path in files:
        with open(path, "rb") as file:
            digest.update(f"{name}\0{os.path.getsize(path)}\0".encode() + file.read())
    name = f"triage-{digest.hexdigest()[:16]}"
    if (context.applicationId, name) in _shipped:
        return name
    # Spark reads the file for as long as executors join, so it lives as long as this process.
    folder = _shipped[context.applicationId, name] = tempfile.TemporaryDirectory()
    path = os.path.join(folder.name, f"{name}.tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for entry, file in files:
            archive.add(file, entry, filter=_plain)
    context.addArchive(f"{path}#{name}")
    return name


def _plain(entry):
    entry.uid = entry.gid = entry.mtime = 0
    entry.mode = 0o755 if entry.name == "bin/triage" else 0o644
    return entry


def _partition(batches, archive, places, kept):
    """Streams the record batches of one partition through a `triage` process.

    A thread feeds the process while this one reads from it, so neither pipe fills up for good.
    """
    context = TaskContext.get()
    command = [
        os.path.join(SparkFiles.get(archive), "bin", "triage"), "batch", "--quiet",
        "--jobs", str(context.cpus() if context else 1), "--input-format", "csv", "--encoding", "utf-8",
        "--id-field", "id", *(f"--text-field=text{number}" for number in range(len(places))), "-",
    ]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        waiting = queue.SimpleQueue()
        feeder = threading.Thread(target=_feed, args=(batches, places, process.stdin, waiting), daemon=True)
        try:
            feeder.start()
            verdicts = _Verdicts(process.stdout)
            while (item := waiting.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                batch, numbers, reasons = item
                yield _joined(batch.columns[:kept], batch.schema.names[:kept], verdicts.take(numbers), numbers, reasons)
            if process.wait() != 0 or verdicts.take_rest():
                raise EOFError
        except (EOFError, pa.ArrowInvalid):
            process.kill()
            process.wait()
            errors.seek(0)
            message = errors.read().decode(errors="replace").strip()
            raise RuntimeError(f"triage ended with {process.returncode} before all rows were judged: {message}") from None
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def _feed(batches, places, pipe, waiting):
    """Writes the texts of all batches to the process, and says what was written to the reader."""
    schema = pa.schema([("id", pa.int64()), *((f"text{number}", pa.string()) for number in range(len(places)))])
    try:
        with pa.csv.CSVWriter(pipe, schema) as writer:
            first = 0
            for batch in batches:
                if batch.num_rows == 0:
                    continue
                texts = [batch.column(place).cast(pa.string()) for place in places]
                reasons = _reasons(texts)
                numbers = pa.array(range(first, first + batch.num_rows), pa.int64())
                first += batch.num_rows
                fine = pc.is_null(reasons)
                sent = pa.table([numbers, *texts], schema=schema).filter(fine)
                waiting.put((batch, pc.if_else(fine, numbers, None), reasons))
                writer.write_table(sent)
        pipe.close()
    except BrokenPipeError:
        pass  # The process ended early; the reader sees how.
    except BaseException as error:
        waiting.put(error)
    waiting.put(None)


def _reasons(texts):
    """Why a row cannot be judged; null where it can."""
    empty = pc.is_null(texts[0])
    size = pa.scalar(0, pa.int64())
    for text in texts:
        empty = pc.and_(empty, pc.is_null(text))
        # A quote is written twice.
        length = pc.add(pc.binary_length(text), pc.count_substring(text, '"'))
        size = pc.add(size, pc.fill_null(length.cast(pa.int64()), 0))
    return pc.if_else(
        empty, "it has no text",
        pc.if_else(pc.greater(size, _LONGEST), "it is longer than 4 MiB", pa.scalar(None, pa.string())))


class _Verdicts:
    """The verdicts that come out of the process, in the order of the rows that went in."""

    def __init__(self, pipe):
        self._pipe = pipe
        self._reader = None
        self._ready = None

    def _more(self):
        if self._reader is None:
            self._reader = pa.csv.open_csv(
                self._pipe, read_options=pa.csv.ReadOptions(use_threads=False),
                convert_options=pa.csv.ConvertOptions(
                    column_types=_READ, null_values=[""], strings_can_be_null=True))
        try:
            batch = pa.Table.from_batches([self._reader.read_next_batch()])
        except StopIteration:
            return False
        self._ready = batch if self._ready is None else pa.concat_tables([self._ready, batch])
        return True

    def take(self, numbers):
        """The verdicts on the rows of those numbers; raises EOFError where some are missing."""
        numbers = numbers.drop_null()
        while (self._ready.num_rows if self._ready else 0) < len(numbers):
            if not self._more():
                raise EOFError
        if len(numbers) == 0:
            return pa.table({name: pa.array([], kind) for name, kind in _READ.items()})
        taken, self._ready = self._ready.slice(0, len(numbers)), self._ready.slice(len(numbers))
        if not taken.column("id").combine_chunks().equals(numbers):
            raise EOFError
        return taken

    def take_rest(self):
        """Whether more came out than went in."""
        if self._ready is None and self._reader is None:
            return False
        return self._ready.num_rows > 0 or self._more()


def _joined(columns, names, verdicts, numbers, reasons):
    """The row's own columns, the verdict's, and the reason where there is no verdict."""
    place = pc.index_in(numbers, value_set=verdicts.column("id").combine_chunks())
    verdicts = verdicts.drop_columns(["id"]).combine_chunks().take(place)
    added = []
    for name in verdicts.column_names:
        column = verdicts.column(name).combine_chunks()
        if name == "also":
            judged = pc.is_valid(place)
            column = pc.if_else(
                pc.is_valid(column), pc.split_pattern(column, " "),
                pc.if_else(judged, pa.scalar([], pa.list_(pa.string())), None))
        added.append(column)
    return pa.RecordBatch.from_arrays(
        [*columns, *added, reasons], names=[*names, *COLUMNS.names])
