"""Figures that are read from the stores on request: what waits, what is broken, how much space is left."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from cmia_docs.actions.follow_up.worker import last_failure
from cmia_docs.actions.operation.backup import last_backup
from cmia_docs.actions.services import Services
from cmia_docs.queries.operation.operation import Backlog, backlog, index_backlog, notice_queue
from cmia_docs.rules.stored_words import NOTICE_STATUS_LABEL, NOTICES_METRIC
from cmia_docs.web.shared.context import installation

log = logging.getLogger(__name__)


class StoresCollector(Collector):
    """Reads database, indexes and data folder. That the database does not answer is a figure too."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: the stores are not read before the figures are."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures of this moment."""
        council = installation()
        services, data = council.services, council.settings.data
        try:
            rows = list(_of_the_database(services))
        except SQLAlchemyError as error:
            log.warning("figures without the database: %s", type(error).__name__)
            rows = []
        yield _gauge("cmia_database_up", "1 where the database answers.", bool(rows))
        yield from rows
        yield from _of_the_indexes(services)
        failing = last_failure(data) is not None
        yield _gauge("cmia_follow_up_failing", "1 where its last run failed; it tries again.", failing)
        free = shutil.disk_usage(data).free
        yield _gauge("cmia_disk_free_bytes", "Space left on the disk of the data folder.", free)
        made = last_backup(data)
        if made is not None:
            yield _gauge("cmia_backup_age_seconds", "Since the last backup.", _seconds(services, made))


def _of_the_database(services: Services) -> Iterator[GaugeMetricFamily]:
    with services.readers() as db:
        behind, search, notices = backlog(db), index_backlog(db), notice_queue(db)
    yield _gauge("cmia_follow_up_events", "Events that wait for git, index and mail.", behind.events)
    yield _gauge("cmia_follow_up_lag_seconds", "Since when the oldest waits.", _age(services, behind))
    yield _gauge("cmia_index_events", "Of these, the ones that change what search finds.", search.events)
    yield _gauge("cmia_index_lag_seconds", "Since when the oldest of them waits.", _age(services, search))
    label = NOTICE_STATUS_LABEL
    family = GaugeMetricFamily(NOTICES_METRIC, "Mail notices that are not sent.", labels=[label])
    family.add_metric(["waiting"], notices.waiting)
    family.add_metric(["failed_before"], notices.tried)
    family.add_metric(["given_up"], notices.given_up)
    yield family


def _of_the_indexes(services: Services) -> Iterator[GaugeMetricFamily]:
    up = GaugeMetricFamily("cmia_index_up", "1 where the index can be searched.", labels=["index"])
    entries = GaugeMetricFamily("cmia_index_entries", "Entries of the index.", labels=["index"])
    for name, index in (("adopted", services.adopted_index), ("drafts", services.drafts_index)):
        health = index.health()
        up.add_metric([name], float(health.ok))
        entries.add_metric([name], health.entries)
    yield up
    yield entries


def _age(services: Services, behind: Backlog) -> float:
    return 0.0 if behind.oldest is None else _seconds(services, behind.oldest)


def _seconds(services: Services, since: datetime) -> float:
    return max(0.0, (services.clock() - since).total_seconds())


def _gauge(name: str, description: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, description, value=float(value))
