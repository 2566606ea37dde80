"""The tables. A change here needs a migration of its own in `migrations/versions`.

Text that comes from outside stands exactly in `layer.text` (bytes) and in the JSON bodies; columns for looking up show
U+FFFD for the few characters that SQL text cannot hold. `row_hash` is over the row's other columns; `digest` is over
content alone (no confidences, no clocks) and goes into the ledger's content hash.
"""

from sqlalchemy import (
    DOUBLE_PRECISION,
    REAL,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()

_FLOAT: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION(), "postgresql")
"""A float of eight bytes: that is what REAL means in SQLite, not in PostgreSQL."""


def _table(name: str, *columns: Column[object] | ForeignKeyConstraint | Index, keyed: bool = False) -> Table:
    """A strict table; `keyed` tables are stored in the order of their primary key."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not keyed)


def _text(name: str, *references: ForeignKey, null: bool = False, key: bool = False) -> Column[object]:
    return Column(name, Text, *references, nullable=null, primary_key=key)


def _integer(name: str, *references: ForeignKey, null: bool = False, key: bool = False) -> Column[object]:
    return Column(name, Integer, *references, nullable=null, primary_key=key)


capture = _table(
    "capture",
    _text("sha256", key=True),  # of the bytes as they came
    _text("media_type"),
    _integer("size"),
    Column("raw", LargeBinary, nullable=False),  # zlib
    _text("row_hash"),
)

report = _table(
    "report",
    _text("id", key=True),
    _text("capture", ForeignKey("capture.sha256")),
    _text("label"),
    _text("outlet", null=True),  # as it stands, with what people have amended; so is `published`
    _text("url", null=True),
    _text("published", null=True),
    _text("body"),  # the Report without its layers, as it was read
    _text("digest"),
    _text("row_hash"),
    Index("report_outlet", "outlet"),
    Index("report_published", "published", "label", "id"),  # the order of lists
)

layer = _table(
    "layer",
    _text("report", ForeignKey("report.id"), key=True),
    _text("name", key=True),
    _integer("ordinal"),
    Column("text", LargeBinary, nullable=False),  # UTF-8; lone surrogates as the three bytes they would have
    _text("sha256"),
    _text("row_hash"),
)

input_ = _table(
    "input",
    _integer("seq", key=True),
    _text("run"),
    _text("at"),
    _text("source"),
    _text("outcome"),
    _text("reason", null=True),
    _text("capture", ForeignKey("capture.sha256"), null=True),
    _text("report", ForeignKey("report.id"), null=True),
    _text("body"),  # source and reason exactly
    _text("row_hash"),
    Index("input_source", "source"),
)

reading = _table(
    "reading",
    _text("id", key=True),
    _text("report", ForeignKey("report.id")),
    _text("engine"),
    _integer("claims"),
    _text("digest"),  # over the digests of its claims, in order
    _text("row_hash"),
    Index("reading_report", "report"),
)

current_reading = _table(
    "current_reading",  # the newest row of a report points to its current reading; older rows are the history
    _integer("seq", key=True),
    _text("report", ForeignKey("report.id")),
    _text("reading", ForeignKey("reading.id")),
    _text("run"),
    _text("at"),
    _text("row_hash"),
    Index("current_reading_report", "report", "seq"),
    Index("current_reading_reading", "reading"),
)

claim = _table(
    "claim",
    _text("id", key=True),
    _text("reading", ForeignKey("reading.id")),
    _integer("ordinal"),
    _text("report"),
    _text("layer"),
    _text("voice", null=True),
    _text("act"),
    _text("form"),
    _text("basis"),
    _text("quote"),
    Column("confidence", _FLOAT, nullable=True),
    _text("body"),  # the Claim without its confidence
    _text("digest"),
    _text("row_hash"),
    ForeignKeyConstraint(["report", "layer"], ["layer.report", "layer.name"]),
    Index("claim_reading", "reading", "id", "act", "ordinal"),  # what lists are counted and ordered by
    Index("claim_report", "report"),
    Index("claim_confidence", "confidence", "id"),
)

claim_span = _table(
    "claim_span",
    _text("claim", ForeignKey("claim.id"), key=True),
    _text("field", key=True),  # "content.0", "voice.source.0", "quantities.1.hedge"
    _integer("start"),
    _integer("end"),
    _text("quote"),
    keyed=True,
)

link = _table(
    "link",
    _text("id", key=True),
    _text("a", ForeignKey("claim.id")),
    _text("b", ForeignKey("claim.id")),
    _text("relation"),
    _text("rule"),
    Column("confidence", _FLOAT, nullable=True),
    _text("reasons"),  # JSON
    _integer("entry"),  # the log entry that added it
    _text("digest"),
    _text("row_hash"),
    Index("link_a", "a"),
    Index("link_b", "b"),
    Index("link_entry", "entry"),
)

compared = _table(
    "compared",  # pointers whose readings were laid beside all others, and the log entry with the links that came of it
    _integer("pointer", ForeignKey("current_reading.seq"), key=True),
    _integer("entry"),
    Index("compared_entry", "entry"),
)

ruling = _table(
    "ruling",  # what people have decided; nothing here is ever changed or deleted
    _integer("seq", key=True),
    _text("id"),
    _text("kind"),
    _text("by"),
    _text("at"),
    _text("undoes", null=True),
    _text("body"),
    _integer("entry"),  # the log entry that added it
    _text("digest"),  # over what was decided and by whom, without the clock
    _text("row_hash"),
    Index("ruling_id", "id", unique=True),
    Index("ruling_entry", "entry"),
    Index("ruling_kind", "kind", "seq"),  # flags are looked for with every page
    Index("ruling_undoes", "undoes"),
)

amendment = _table(
    "amendment",  # what people have corrected of reports' facts; nothing here is ever changed or deleted
    _integer("seq", key=True),
    _text("id"),
    _text("report", ForeignKey("report.id")),
    _text("fact"),
    _text("by"),
    _text("at"),
    _text("undoes", null=True),
    _text("body"),
    _integer("entry"),  # the log entry that added it
    _text("digest"),  # over what was corrected, by whom and why, without the clock
    _text("row_hash"),
    Index("amendment_id", "id", unique=True),
    Index("amendment_report", "report"),
    Index("amendment_entry", "entry"),
)

change = _table(
    "change",  # how questions have come to stand otherwise; nothing here is ever changed or deleted
    _integer("seq", key=True),
    _text("at"),
    _integer("entry"),  # the last log entry that the questions took in then
    _text("question"),
    _text("body"),
    _text("row_hash"),
    Index("change_question", "question", "seq"),
)

batch = _table(
    "batch",  # what was sent to the desk at once, and what became of it: the last of them alone
    _integer("seq", key=True),
    _text("id"),
    _text("body"),
    _text("row_hash"),
    Index("batch_id", "id", unique=True),
)

# What follows from the rest stands below; it may be dropped and computed anew at any time.

version = _table(
    "version",  # what the addresses of the versions of one report have in common
    _text("report", ForeignKey("report.id"), key=True),
    _text("address"),
    _text("row_hash"),
    Index("version_address", "address"),
    keyed=True,
)

seen = _table(
    "seen",  # what was read to its end, with what tells whether it has changed since
    _text("source", key=True),
    _text("mark"),
    _text("capture", null=True),  # of a feed there is none: its entries are kept
    _text("at"),
    _text("row_hash"),
    keyed=True,
)

place = _table(
    "place",  # a report in the index by which what is near to it is found, with the claims of its current reading
    _integer("number", key=True),
    _text("report", ForeignKey("report.id")),
    _text("reading", ForeignKey("reading.id")),
    _integer("day", null=True),
    Column("marks", LargeBinary, nullable=False),
    Column("scene", LargeBinary, nullable=False),
    Column("keys", LargeBinary, nullable=False),
    _text("row_hash"),
    Index("place_report", "report", unique=True),
)

place_mark = _table(
    "place_mark",  # the marks of a report, by which it is looked up among those of about its day; -1 for no day
    _integer("mark", key=True),
    _integer("day", key=True),
    _integer("number", ForeignKey("place.number"), key=True),
    keyed=True,
)

story = _table(
    "story",  # reports that have anything to do with one another have one number, that of the first of them
    _integer("number", ForeignKey("place.number"), key=True),
    _integer("story"),
    Index("story_story", "story"),
)

unplaced = _table(
    "unplaced",  # reports that were read before there was an index
    _text("report", ForeignKey("report.id"), key=True),
    keyed=True,
)

pending = _table(
    "pending",  # pointers whose readings were not laid beside all others yet
    _integer("pointer", ForeignKey("current_reading.seq"), key=True),
)

comparison = _table(
    "comparison",
    _integer("id", key=True),  # 1 is what is done; 2 is what was begun, story by story
    _integer("entry"),  # the last log entry that it has taken in
    _text("engine"),  # what compared
)

question = _table(
    "question",
    _text("id", key=True),
    _text("kind"),
    _text("state"),
    _text("wording"),
    _text("body"),
    _text("row_hash"),
    Index("question_state", "state"),
)

answer = _table(
    "answer",
    _text("question", ForeignKey("question.id"), key=True),
    _integer("ordinal", key=True),
    _text("id"),
    _text("value"),
    keyed=True,
)

answer_claim = _table(
    "answer_claim",
    _text("question", key=True),
    _integer("answer", key=True),
    _integer("ordinal", key=True),
    _text("claim", ForeignKey("claim.id")),
    ForeignKeyConstraint(["question", "answer"], ["answer.question", "answer.ordinal"]),
    Index("answer_claim_claim", "claim"),
    keyed=True,
)

ruled_claim = _table(
    "ruled_claim",  # claims that a person has ruled on, with the ruling that stands
    _text("claim", ForeignKey("claim.id"), key=True),
    _text("ruling"),
    _text("body", null=True),  # the Claim as it was corrected
    _text("row_hash"),
)

waiting_ruling = _table(
    "waiting_ruling",  # what people said of claims that two must agree on and do not yet
    _text("ruling", key=True),
    _text("claim", ForeignKey("claim.id")),
    _text("row_hash"),
    Index("waiting_ruling_claim", "claim"),
)

ruled_report = _table(
    "ruled_report",  # the reports with claims that rulings are about, whatever became of those
    _text("report", key=True),
    _integer("ruling", ForeignKey("ruling.seq"), key=True),
    keyed=True,
)

ruled_link = _table(
    "ruled_link",  # links that there are by what people ruled, and those of the machine that are gone by it
    _text("id", key=True),
    _integer("gone"),
    _text("a"),
    _text("b"),
    _text("body"),
    _text("row_hash"),
    Index("ruled_link_a", "a"),
    Index("ruled_link_b", "b"),
)

claim_vector = _table(
    "claim_vector",  # what a claim asks, as a model lays it out
    _text("claim", ForeignKey("claim.id"), key=True),
    _text("model", key=True),
    Column("vector", LargeBinary, nullable=False),
    _text("row_hash"),
    keyed=True,
)

pair_odds = _table(
    "pair_odds",  # how two claims stand to one another, as a model takes them
    _text("a", ForeignKey("claim.id"), key=True),
    _text("b", ForeignKey("claim.id"), key=True),
    _text("model", key=True),
    Column("odds", LargeBinary, nullable=False),
    _text("row_hash"),
    keyed=True,
)

copies = _table(
    "copies",
    _text("id", key=True),
    _text("reason"),
    _text("body"),
    _text("row_hash"),
)

# What lists are ordered, searched and counted by, so that a page reads no more than it shows.

question_listing = _table(
    "question_listing",
    _text("question", ForeignKey("question.id"), key=True),
    _text("first", null=True),  # when its first and last claim were published, None where no date is known
    _text("last", null=True),
    _text("state"),
    _text("kind"),
    _integer("claims"),
    _text("folded"),  # the wording and the answers' values in lower case
    _text("row_hash"),
    Index("question_listing_state", "state", "kind", "first", "last", "question"),  # all that is filtered and sorted by
    keyed=True,
)

claim_voice = _table(
    "claim_voice",  # by what name the case knows who speaks in a claim
    _text("claim", ForeignKey("claim.id"), key=True),
    _text("name"),
    _text("reason", null=True),  # why, where the report itself calls the voice otherwise
    _text("row_hash"),
    Index("claim_voice_name", "name"),
    keyed=True,
)

searched = _table(
    "searched",  # what can be searched for; its words lie in `search_index` by these numbers (see `search`)
    _integer("number", key=True),
    _text("kind"),  # "claim", "question", "voice"
    _text("ident"),  # the id of a claim or question, the name of a voice
    _text("words", null=True),  # of a question; those of a claim are its quote, of a voice its name
    _text("reading", null=True),  # of a claim
    Index("searched_ident", "kind", "ident", unique=True),
)

copied_report = _table(
    "copied_report",
    _text("report", key=True),
    _text("copies", ForeignKey("copies.id"), key=True),
    _text("row_hash"),
    keyed=True,
)

# The log: each entry is chained to the one before over a commitment, so that redacting payload and salt breaks nothing.

log = _table(
    "log",
    _integer("seq", key=True),
    _text("kind"),
    Column("salt", LargeBinary, nullable=True),
    _text("payload", null=True),
    _text("commitment"),  # sha256(salt + payload)
    _text("prev"),
    _text("hash"),  # over seq, kind, commitment, prev
)

# Who may use a shared desk. None of it is a part of what the ledger says: neither of its content hash, nor of its log,
# nor of exports.

desk_user = _table(
    "desk_user",
    _text("folded", key=True),  # the name as it is compared, so that no two users differ by case alone
    _text("name"),
    _text("role"),
    _text("password"),  # an argon2id hash with its salt and parameters
    _integer("disabled"),
    _text("made"),
    _text("row_hash"),
)

desk_token = _table(
    "desk_token",
    _text("id", key=True),  # a part of the token that may be shown
    _text("user", ForeignKey("desk_user.folded")),
    _text("label"),
    _text("role"),
    _text("hash"),  # SHA-256 of the token, which is too random to be guessed from it
    _text("made"),
    _text("expires"),
    _text("used", null=True),
    _text("revoked", null=True),
    _text("row_hash"),
    Index("desk_token_user", "user"),
)

desk_session = _table(
    "desk_session",
    _text("hash", key=True),  # SHA-256 of what the browser's cookie holds
    _text("user", ForeignKey("desk_user.folded")),
    _text("made"),
    _text("seen"),
    _text("row_hash"),
    Index("desk_session_user", "user"),
)

desk_event = _table(
    "desk_event",
    _integer("seq", key=True),
    _text("at"),
    _text("kind"),
    _text("user", null=True),  # by name: an event outlives everything
    _text("by", null=True),
    _text("address", null=True),
    _text("detail", null=True),
    _text("prev", null=True),  # row_hash of the event before it: of failures the one before, of others likewise
    _text("row_hash"),
    Index("desk_event_kind", "kind", "seq"),
    Index("desk_event_user", "user", "kind", "seq"),
)
