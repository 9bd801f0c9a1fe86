"""The register as a repository to clone, read only. The drafts' repository is never served."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from cmia_docs.errors import NotFound, Refused
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import Permission
from cmia_docs.stores.git.http import ADVERTISEMENT_TYPE, RESULT_TYPE, advertise, upload_pack
from cmia_docs.stores.git.stream import GitStream
from cmia_docs.web.http.error_pages import RETRY_AFTER_SECONDS, status_of
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import installation_settings

blueprint = Blueprint("clone", __name__)


@blueprint.get("/register.git/info/refs")
@requires(Permission.PUBLIC)
def refs() -> Response:
    """The refs to clone; 404 for the old protocol without a service, and for pushing."""
    if request.args.get("service") != "git-upload-pack":
        raise NotFound(Reason.GIT_ONLY_SMART_READING)
    stream = advertise(installation_settings().register, request.headers.get("Git-Protocol"))
    return _streamed(stream, ADVERTISEMENT_TYPE)


@blueprint.post("/register.git/git-upload-pack")
@requires(Permission.PUBLIC)
def pack() -> Response:
    """The objects that the client requests."""
    stream = upload_pack(
        installation_settings().register,
        request.stream,
        request.headers.get("Git-Protocol"),
        request.headers.get("Content-Encoding"),
    )
    return _streamed(stream, RESULT_TYPE)


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> tuple[str, int, dict[str, str]]:
    """A line of text rather than a page: git shows it to its user."""
    status = status_of(error)
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return f"{error.code}\n", status, headers


@blueprint.record_once
def _exempt(state: BlueprintSetupState) -> None:
    # git sends no form tokens, and the answer to this request is public.
    state.app.extensions["csrf"].exempt(pack)


def _streamed(stream: GitStream, kind: str) -> Response:
    # The server closes the stream when all is sent or the client is gone; that ends the git process.
    return Response(stream, content_type=kind, headers={"Cache-Control": "no-cache"})
