import os
import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Sources" / "triage-spark"))

#: The program under test.
PROGRAM = os.environ.get("TRIAGE", str(ROOT / ".build" / "release" / "triage"))
KNOWLEDGE = str(ROOT / "knowledge")


@pytest.fixture(scope="session")
def spark():
    """A cluster of two workers, which are processes of their own."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.log.level", "OFF")
        .getOrCreate())
    yield session
    session.stop()


@pytest.fixture(scope="session")
def triage(spark):
    from triage_spark import Triage

    return Triage(spark, PROGRAM, KNOWLEDGE)
