"""Money: asking for it, what falls due, the ledger, and waivers. Who is behind a code is in none of these files."""

from groups.actions.fees.aside import ask_back, tell_who_keeps
from groups.actions.fees.asking import FeeSettings, change_fee, stop_asking
from groups.actions.fees.entry import (
    ask_entry,
    ask_nobody,
    choose_entry,
    close_entry,
    entry_account,
    is_open,
    kept_until,
    let_go,
    let_go_of_lost,
    open_accounts,
    take_entry,
    waits_for_others,
)
from groups.actions.fees.hearing import hear, replay_all, send_back
from groups.actions.fees.ledger import (
    AlreadyCorrected,
    NothingToPayBack,
    correct,
    record_payment,
    record_refund,
)
from groups.actions.fees.owing import (
    account_held,
    account_of,
    accounts_beside,
    charge_due,
    choose_amount,
    uncharge_run,
    waits_for_press,
)
from groups.actions.fees.sending import sent_back
from groups.actions.fees.waiving import (
    WaiverDecided,
    announce_ends,
    ask_for_waiver,
    decline_waiver,
    end_waiver,
    grant_waiver,
)

__all__ = [
    "AlreadyCorrected",
    "FeeSettings",
    "NothingToPayBack",
    "WaiverDecided",
    "account_held",
    "account_of",
    "accounts_beside",
    "announce_ends",
    "ask_back",
    "ask_entry",
    "ask_for_waiver",
    "ask_nobody",
    "change_fee",
    "charge_due",
    "choose_amount",
    "choose_entry",
    "close_entry",
    "correct",
    "decline_waiver",
    "end_waiver",
    "entry_account",
    "grant_waiver",
    "hear",
    "is_open",
    "kept_until",
    "let_go",
    "let_go_of_lost",
    "open_accounts",
    "record_payment",
    "record_refund",
    "replay_all",
    "send_back",
    "sent_back",
    "stop_asking",
    "take_entry",
    "tell_who_keeps",
    "uncharge_run",
    "waits_for_others",
    "waits_for_press",
]
