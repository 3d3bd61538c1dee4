"""The app's addresses; each names its rule."""

from forums.views import (
    drafts,
    editing,
    moving,
    naming,
    pictures,
    polls,
    reading,
    responding,
    reviewing,
    searching,
    tending,
    welcoming,
    writing,
)
from supportgroups.lib.routes import route

app_name = "forums"
FORUM = "g/<slug:code>/forums/<slug:slug>/"
THREAD = "g/<slug:code>/threads/<uuid:ref>/"
RESPONSES = f"{THREAD}posts/<int:number>/responses/"
REVISIONS = f"{THREAD}posts/<int:number>/revisions/"
DRAFT = "drafts/<uuid:ref>/"

urlpatterns = [
    route("g/<slug:code>/forums/new/", moving.forum_new, rule="forums.open_forum", name="forum_new"),
    route(FORUM, reading.forum, rule="forums.read", name="forum"),
    route(f"{FORUM}write/", writing.write, rule="forums.write_thread", name="write"),
    route(f"{FORUM}read/", reading.all_read, rule="forums.read", name="all_read"),
    route("g/<slug:code>/back/", reading.back, rule="forums.read", name="back"),
    route(THREAD, reading.thread, rule="forums.read", name="thread"),
    route(f"{THREAD}claim/", welcoming.claim, rule="forums.claim", name="claim"),
    route(f"{THREAD}claim/back/", welcoming.give_back, rule="forums.claim", name="claim_back"),
    route(f"{THREAD}unread/", reading.unread, rule="forums.read", name="unread"),
    route(f"{THREAD}read/", reading.thread_read, rule="forums.read", name="thread_read"),
    route(f"{THREAD}move/", moving.move, rule="forums.tend", name="move"),
    route(f"{THREAD}merge/", moving.merge, rule="forums.tend", name="merge"),
    route(f"{THREAD}posts/<int:number>/split/", moving.split, rule="forums.tend", name="split"),
    route(f"{THREAD}poll/new/", polls.ask, rule="forums.ask_poll", name="poll_new"),
    route(f"{THREAD}poll/vote/", polls.vote, rule="forums.vote", name="vote"),
    route(f"{THREAD}pin/", tending.pin, rule="forums.tend", name="pin"),
    route(f"{THREAD}ending/", tending.end_here, rule="forums.end_round", name="ending"),
    route(f"{THREAD}ending/undo/", tending.end_elsewhere, rule="forums.end_round", name="ending_undo"),
    route(f"{THREAD}pin/undo/", tending.unpin, rule="forums.tend", name="unpin"),
    route(f"{THREAD}lock/", tending.lock, rule="forums.tend", name="lock"),
    route(f"{THREAD}lock/undo/", tending.unlock, rule="forums.tend", name="unlock"),
    route(f"{THREAD}calls/", tending.leave_out, rule="forums.tend", name="leave_out"),
    route(f"{THREAD}calls/undo/", tending.call_again, rule="forums.tend", name="call_again"),
    route(f"{THREAD}settled/undo/", tending.unsettle, rule="forums.settle", name="unsettle"),
    route(f"{THREAD}settled/<slug:how>/", tending.settle, rule="forums.settle", name="settle"),
    route(f"{THREAD}watch/", tending.watch, rule="forums.watch", name="watch"),
    route(f"{THREAD}view/", reading.choose, rule="forums.read", name="view"),
    route(f"{THREAD}reply/", writing.reply, rule="forums.reply", name="reply"),
    route(f"{THREAD}posts/<int:number>/edit/", editing.edit, rule="forums.edit", name="edit"),
    route(f"{THREAD}posts/<int:number>/voice/", editing.voice, rule="forums.correct_voice", name="voice"),
    route(f"{THREAD}posts/<int:number>/notes/", editing.note, rule="forums.note", name="note"),
    route(REVISIONS, editing.revisions, rule="forums.see_revisions", name="revisions"),
    route(f"{REVISIONS}wish/", editing.wish, rule="forums.wish_erasure", name="revision_wish"),
    route(f"{REVISIONS}tend/", editing.tend, rule="forums.tend_revisions", name="revision_tend"),
    route(f"{THREAD}posts/<int:number>/withdraw/", writing.withdraw, rule="forums.withdraw", name="withdraw"),
    route(RESPONSES, responding.responses, rule="forums.see_responses", name="responses"),
    route(f"{RESPONSES}<slug:kind>/", responding.say, rule="forums.respond", name="respond"),
    route(f"{RESPONSES}<slug:kind>/undo/", responding.unsay, rule="forums.take_response_back", name="unrespond"),
    route("g/<slug:code>/rereading/", reviewing.rereading, rule="forums.choose_rereading", name="rereading"),
    route("g/<slug:code>/pictures/<uuid:ref>/", pictures.picture, rule="forums.see_picture", name="picture"),
    route("g/<slug:code>/people/<uuid:ref>/", reading.person, rule="forums.see_person", name="person"),
    route("g/<slug:code>/search/", searching.search, rule="forums.search", name="search"),
    route("home/search/", searching.search_everywhere, rule="forums.search_everywhere", name="search_everywhere"),
    route("drafts/", drafts.drafts, rule="forums.own_drafts", name="drafts"),
    route(DRAFT, drafts.draft, rule="forums.see_draft", name="draft"),
    route(f"{DRAFT}review/", reviewing.review, rule="forums.see_draft", name="review"),
    route(f"{DRAFT}pictures/<uuid:picture>/", pictures.draft_picture, rule="forums.see_draft", name="draft_picture"),
    route(f"{DRAFT}versions/", drafts.versions, rule="forums.see_draft", name="versions"),
    route(f"{DRAFT}name/", naming.name, rule="forums.choose_name", name="draft_name"),
    route(f"{DRAFT}take-back/", drafts.take_back, rule="forums.see_draft", name="take_back"),
    route(f"{DRAFT}discard/", drafts.discard, rule="forums.see_draft", name="discard"),
]
