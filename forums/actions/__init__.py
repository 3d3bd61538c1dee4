"""The verbs of talk. Each is one transaction, may be repeated, and takes the time as an argument."""

from forums.actions.albums import PicturesNeedWords, lacks_words
from forums.actions.drafts import (
    DraftFields,
    DraftIsClosed,
    DraftMovedOn,
    NothingWritten,
    NotYourDraft,
    RereadAgain,
    answer_findings,
    begin_draft,
    differs,
    discard,
    keep_words,
    mark_reread,
    post_at_once,
    save_draft,
    schedule,
    take_back,
)
from forums.actions.editing import (
    AnotherReadsFirst,
    RevisionIsGone,
    apply_edit,
    ask_for_erasure,
    erase_revision,
    hide_revision,
)
from forums.actions.forgetting import forget
from forums.actions.marks import leave_people_out, lock, pin, settle, unlock, unpin, unsettle, watch
from forums.actions.moving import NothingToSplit, OtherReaders, TwoPolls, merge_threads, move_thread, split_thread
from forums.actions.naming import wear_thread_name, wear_usual_name
from forums.actions.noting import note_post
from forums.actions.numbering import lay_paths
from forums.actions.pictures import TooManyPictures, add_picture, describe_pictures, take_pictures_out
from forums.actions.places import open_first_forum, open_forum, recount
from forums.actions.polls import NoSuchAnswer, ask_poll, take_poll_back, vote
from forums.actions.posts import OwnPost, PostMovedOn, bring_back_post, hide_post, remove_post, show_post, withdraw_post
from forums.actions.publishing import publish_due
from forums.actions.reading import choose_view, mark_all_read, mark_read
from forums.actions.rendering import render_again
from forums.actions.responding import NothingToAnswer, count_responses, respond, take_response_back
from forums.actions.runs import (
    choose_ending_round,
    choose_no_ending_round,
    erase_run,
    move_prompts,
    offer_goodbyes,
    open_run_forum,
)
from forums.actions.versions import VersionIsGone, put_aside_away, restore_version
from forums.actions.voices import speak_as
from forums.actions.welcoming import AnsweredAlready, TakenAlready, claim_thread, give_claim_back, nudge

__all__ = [
    "AnotherReadsFirst",
    "AnsweredAlready",
    "DraftFields",
    "DraftIsClosed",
    "DraftMovedOn",
    "NoSuchAnswer",
    "NotYourDraft",
    "NothingToAnswer",
    "NothingToSplit",
    "NothingWritten",
    "OtherReaders",
    "OwnPost",
    "PicturesNeedWords",
    "PostMovedOn",
    "RereadAgain",
    "RevisionIsGone",
    "TakenAlready",
    "TooManyPictures",
    "TwoPolls",
    "VersionIsGone",
    "add_picture",
    "answer_findings",
    "apply_edit",
    "ask_for_erasure",
    "ask_poll",
    "begin_draft",
    "bring_back_post",
    "choose_ending_round",
    "choose_no_ending_round",
    "choose_view",
    "claim_thread",
    "count_responses",
    "describe_pictures",
    "differs",
    "discard",
    "erase_revision",
    "erase_run",
    "forget",
    "give_claim_back",
    "hide_post",
    "hide_revision",
    "keep_words",
    "lacks_words",
    "lay_paths",
    "leave_people_out",
    "lock",
    "mark_all_read",
    "mark_read",
    "mark_reread",
    "merge_threads",
    "move_prompts",
    "move_thread",
    "note_post",
    "nudge",
    "offer_goodbyes",
    "open_first_forum",
    "open_forum",
    "open_run_forum",
    "pin",
    "post_at_once",
    "publish_due",
    "put_aside_away",
    "recount",
    "remove_post",
    "render_again",
    "respond",
    "restore_version",
    "save_draft",
    "schedule",
    "settle",
    "show_post",
    "speak_as",
    "split_thread",
    "take_back",
    "take_pictures_out",
    "take_poll_back",
    "take_response_back",
    "unlock",
    "unpin",
    "unsettle",
    "vote",
    "watch",
    "wear_thread_name",
    "wear_usual_name",
    "withdraw_post",
]
