"""The table of notices: receiver, channels, fields of the form, the point of the Rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Receiver = Literal["applicant", "seeker", "unemployed", "registered_or_applicant", "person", "employer", "lmc"]
FORM_OF_REFUSAL = ("provider_name", "person_name", "reason", "issued_on", "specialist_name")
FIELDS_OF_PLAN = (
    "centre_name",
    "person_name",
    "unemployed_since",
    "goal",
    "education",
    "speciality",
    "measures",
    "schedule",
    "valid_until",
    "signature",
    "mobile",
    "email",
    "date",
    "specialist_name",
    "phone",
)


class NoticeKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of notice.

    Attributes:
        to: the receiver; "person" is whoever the person is by status.
        channels: where the text names them; several are alternatives unless the point says "and".
        village: channels for villagers.
        village_also: the village's channels come on top and are owed even if another channel was chosen.
        routes: other channels for a route of registration or an actor.
        on_request: given only if asked for.
        itself: the event is itself the request.
        due: the term by which it is owed.
    """

    code: str
    to: Receiver
    channels: tuple[str, ...]
    point: str
    fields: tuple[str, ...] = ()
    village: tuple[str, ...] = ()
    village_also: bool = False
    routes: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    on_request: bool = False
    itself: bool = False
    due: str = ""


_TABLE = (
    NoticeKind(
        code="annex3",
        to="applicant",
        channels=("in_person",),
        point="8; annex 3",
        fields=FORM_OF_REFUSAL,
        routes={"egov": ("egov_cabinet",)},
    ),
    NoticeKind(
        code="annex4",
        to="seeker",
        channels=("in_person",),
        point="12; annex 4",
        fields=("person_name", "centre_name", "registered_from", "issued_on", "specialist_name"),
        on_request=True,
    ),
    NoticeKind(
        code="annex5",
        to="unemployed",
        channels=("in_person",),
        point="40; annex 5",
        fields=("person_name", "lmc_name", "registered_from", "issued_on", "specialist_name"),
        on_request=True,
    ),
    NoticeKind(
        code="annex6",
        to="seeker",
        channels=("in_person",),
        point="40; annex 6",
        fields=FORM_OF_REFUSAL,
        on_request=True,
    ),
    NoticeKind(
        code="annex9",
        to="registered_or_applicant",
        channels=("cabinet", "egov_cabinet"),
        point="45; annex 9",
        fields=(
            "person_name",
            "registered",
            "lmc_name",
            "registered_from",
            "issued_on",
            "valid_until",
            "specialist_name",
        ),
        routes={"portal": ("cabinet",), "egov": ("egov_cabinet",)},
        on_request=True,
        itself=True,
        due="T10",
    ),
    NoticeKind(
        code="annex10",
        to="unemployed",
        channels=("in_person",),
        point="61; 62; annex 10",
        fields=FIELDS_OF_PLAN,
    ),
    NoticeKind(
        code="alert_request_accepted",
        to="applicant",
        channels=("egov_cabinet",),
        point="25; annex 1 item 8",
        fields=("status", "result_on"),
    ),
    NoticeKind(
        code="alert_seeker_registered",
        to="seeker",
        channels=("ict", "phone"),
        point="12; 20; 35",
        fields=("registered_from",),
        village=("assistant", "ict", "phone"),
        routes={"enbek": ("cabinet", "phone")},
    ),
    NoticeKind(
        code="alert_unemployed_registered",
        to="unemployed",
        channels=("cabinet", "phone"),
        point="38; 56",
        routes={"portal": ("ict", "phone")},
    ),
    NoticeKind(
        code="alert_unemployed_refused",
        to="seeker",
        channels=("cabinet", "phone"),
        point="38; 56",
        routes={"portal": ("ict", "phone")},
    ),
    NoticeKind(
        code="notice_social_payment_docs",
        to="unemployed",
        channels=("ict",),
        point="42",
        fields=("list",),
        due="T09",
    ),
    NoticeKind(code="report_to_lmc", to="lmc", channels=("ais",), point="51"),
    NoticeKind(code="report_withdrawn", to="lmc", channels=("ais",), point="51"),
    NoticeKind(
        code="notice_deregistered",
        to="unemployed",
        channels=("ict", "phone"),
        point="52",
        village=("akim",),
        due="T24",
    ),
    NoticeKind(
        code="offer",
        to="person",
        channels=("in_person", "cabinet", "phone"),
        point="71",
        village=("assistant",),
        village_also=True,
    ),
    NoticeKind(code="resume_sent_notice", to="employer", channels=("ict", "phone"), point="73"),
    NoticeKind(code="employer_reminder", to="employer", channels=("phone",), point="73"),
    NoticeKind(
        code="interview_notice",
        to="person",
        channels=("phone",),
        point="73; 79",
        fields=("time", "place"),
        village=("assistant",),
        village_also=True,
        routes={"portal": ("ict", "phone")},
    ),
)

KINDS: Mapping[str, NoticeKind] = {kind.code: kind for kind in _TABLE}
"""By code. Receivers and fields are those of the annexes; what the text leaves open is Q28 and Q41."""
