"""The app's addresses; each names its rule."""

from groups.views import (
    admissions,
    cards,
    distance,
    door,
    fees,
    going,
    join,
    keeping,
    me,
    needs,
    ownfee,
    questions,
    request,
    roles,
    tending,
)
from supportgroups.lib.routes import route

app_name = "groups"
OWN = "groups.answer_request_own"
ADMIT = "groups.admit"
ROLES = "groups.roles"
FEES = "groups.fees"
OWN_FEE = "groups.own_fee"
ONE_CODE = "g/<slug:code>/fees/codes/<slug:reference>/"
ONE_WAIVER = "g/<slug:code>/fees/waivers/<slug:reference>/"
OWN_FACE = "groups.own_face"
QUESTIONS = "g/<slug:code>/settings/door/questions/"
SETTINGS = "groups.settings"
PERSON = "g/<slug:code>/people/<uuid:ref>/"

urlpatterns = [
    route("groups/new/", tending.found, rule="groups.found", name="found"),
    route("g/<slug:code>/join/", join.name, rule="groups.join", name="join"),
    route("g/<slug:code>/join/rules/", join.rules, rule="groups.join", name="join_rules"),
    route("g/<slug:code>/join/ask/", join.ask, rule="groups.join", name="join_ask"),
    route("g/<slug:code>/join/request/", request.status, rule=OWN, name="request"),
    route("g/<slug:code>/join/request/taken-back/", request.taken_back, rule=OWN, name="request_taken_back"),
    route("g/<slug:code>/join/request/answer/", request.answer, rule=OWN, name="request_answer"),
    route("g/<slug:code>/join/request/place/", request.place, rule=OWN, name="place"),
    route("g/<slug:code>/join/request/pass/", request.let_pass, rule=OWN, name="place_passed"),
    route("g/<slug:code>/leave/", going.leave, rule="groups.leave", name="leave"),
    route("g/<slug:code>/break/", going.take_break, rule="groups.break", name="break"),
    route("g/<slug:code>/break/over/", going.come_back, rule="groups.break", name="break_over"),
    route("g/<slug:code>/welcoming/", going.welcoming, rule="groups.be_willing", name="welcoming"),
    route("g/<slug:code>/me/", me.me, rule=OWN_FACE, name="me"),
    route("g/<slug:code>/me/name/", me.name, rule=OWN_FACE, name="my_name"),
    route("g/<slug:code>/me/label/", me.label, rule=OWN_FACE, name="my_label"),
    route("g/<slug:code>/me/words/", me.words, rule="groups.describe_face", name="my_words"),
    route("g/<slug:code>/me/picture/", me.picture, rule="groups.describe_face", name="my_picture"),
    route("g/<slug:code>/me/pattern/", me.pattern, rule=OWN_FACE, name="my_pattern"),
    route("g/<slug:code>/me/card/", cards.card, rule="groups.own_card", name="my_card"),
    route("g/<slug:code>/me/distances/", distance.distances, rule=OWN_FACE, name="distances"),
    route(f"{PERSON}distance/", distance.distance, rule="groups.keep_away", name="distance"),
    route(f"{PERSON}distance/over/", distance.over, rule="groups.keep_away", name="distance_over"),
    route("g/<slug:code>/faces/<uuid:ref>/", me.portrait, rule="groups.see_picture", name="portrait"),
    route("g/<slug:code>/kept/<slug:place>/", keeping.keep, rule="groups.keep_words", name="keep_words"),
    route("g/<slug:code>/admissions/", admissions.queue, rule=ADMIT, name="admissions"),
    route("g/<slug:code>/admissions/<uuid:ref>/", admissions.one, rule=ADMIT, name="admission"),
    route("g/<slug:code>/admissions/<uuid:ref>/claim/", admissions.claim, rule=ADMIT, name="admission_claim"),
    route("g/<slug:code>/admissions/<uuid:ref>/admit/", admissions.admit, rule=ADMIT, name="admission_admit"),
    route("g/<slug:code>/admissions/<uuid:ref>/elsewhere/", admissions.elsewhere, rule=ADMIT, name="elsewhere"),
    route("g/<slug:code>/admissions/<uuid:ref>/back/", admissions.hand_back, rule=ADMIT, name="admission_back"),
    route("g/<slug:code>/admissions/<uuid:ref>/ask/", admissions.ask_back, rule=ADMIT, name="admission_ask"),
    route("g/<slug:code>/admissions/<uuid:ref>/offer/", admissions.offer, rule=ADMIT, name="admission_offer"),
    route("g/<slug:code>/admissions/<uuid:ref>/list/", admissions.enlist, rule=ADMIT, name="admission_list"),
    route("g/<slug:code>/admissions/<uuid:ref>/note/", admissions.note, rule=ADMIT, name="admission_note"),
    route("g/<slug:code>/roles/", roles.roles, rule="groups.roles_see", name="roles"),
    route("g/<slug:code>/roles/new/", roles.appoint, rule=ROLES, name="role_new"),
    route("g/<slug:code>/roles/<uuid:ref>/<slug:role>/end/", roles.end, rule=ROLES, name="role_end"),
    route("g/<slug:code>/roles/power/", roles.grant, rule=ROLES, name="power_new"),
    route("g/<slug:code>/roles/<slug:role>/down/", roles.step_down, rule="groups.step_down", name="step_down"),
    route("g/<slug:code>/roles/<uuid:ref>/<slug:role>/", roles.change, rule=ROLES, name="role_change"),
    route("g/<slug:code>/roles/<uuid:ref>/power/<slug:power>/end/", roles.power_end, rule=ROLES, name="power_end"),
    route("g/<slug:code>/here/", roles.here, rule="groups.be_here", name="here"),
    route("g/<slug:code>/offer/", needs.offer, rule="groups.offer_help", name="offer"),
    route("g/<slug:code>/log/", needs.log, rule="groups.log", name="log"),
    route("running/groups/", needs.needs, rule="groups.needs", name="needs"),
    route("running/groups/<slug:which>/<slug:why>/", needs.need, rule="groups.needs", name="need"),
    route("running/groups/<slug:which>/<slug:why>/seen/", needs.seen, rule="groups.needs", name="need_seen"),
    route("g/<slug:code>/settings/", tending.change, rule="groups.settings", name="settings"),
    route("g/<slug:code>/settings/card/", cards.settings, rule="groups.settings", name="settings_card"),
    route("g/<slug:code>/settings/talk/", tending.talk, rule="groups.settings", name="settings_talk"),
    route(
        "g/<slug:code>/settings/second-step/",
        tending.second_step,
        rule="groups.settings",
        name="settings_second_step",
    ),
    route("g/<slug:code>/settings/door/", door.door, rule="groups.settings", name="door"),
    route(QUESTIONS, questions.questions, rule=SETTINGS, name="questions"),
    route(f"{QUESTIONS}new/", questions.add, rule=SETTINGS, name="question_new"),
    route(f"{QUESTIONS}<int:number>/", questions.change, rule=SETTINGS, name="question"),
    route(f"{QUESTIONS}<int:number>/gone/", questions.remove, rule=SETTINGS, name="question_gone"),
    route(f"{QUESTIONS}<int:number>/up/", questions.move_up, rule=SETTINGS, name="question_up"),
    route("g/<slug:code>/settings/fee/", ownfee.change, rule="groups.settings", name="fee"),
    route("g/<slug:code>/fee/", ownfee.own, rule=OWN_FEE, name="own_fee"),
    route("g/<slug:code>/fee/waiver/", ownfee.ask, rule=OWN_FEE, name="own_waiver"),
    route("g/<slug:code>/fee/waiver/over/", ownfee.take_back, rule=OWN_FEE, name="own_waiver_over"),
    route("g/<slug:code>/fee/receipts/<uuid:ref>/", ownfee.receipt, rule=OWN_FEE, name="receipt"),
    route("g/<slug:code>/fees/", fees.ledger, rule=FEES, name="fees"),
    route("g/<slug:code>/fees/statement/", fees.read_statement, rule=FEES, name="fee_statement"),
    route("g/<slug:code>/fees/export/", fees.export, rule=FEES, name="fee_export"),
    route("g/<slug:code>/fees/waivers/", fees.waivers, rule=FEES, name="fee_waivers"),
    route(f"{ONE_WAIVER}grant/", fees.grant, rule=FEES, name="fee_grant"),
    route(f"{ONE_WAIVER}decline/", fees.decline, rule=FEES, name="fee_decline"),
    route(ONE_CODE, fees.account, rule=FEES, name="fee_account"),
    route(f"{ONE_CODE}<uuid:ref>/correct/", fees.correct, rule=FEES, name="fee_correct"),
]
