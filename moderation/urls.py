"""The app's addresses; each names its rule."""

from django.urls import URLPattern

from moderation import appealing, approving, carding, naming, removing, views
from supportgroups.lib.routes import route

app_name = "moderation"

DECIDE = "moderation.decide"
CASES = "g/<slug:code>/desk/cases/<uuid:ref>/"
DECISION = "g/<slug:code>/decisions/<uuid:ref>/"
HELD = "g/<slug:code>/desk/held/<uuid:ref>/"
CARDS = "g/<slug:code>/desk/cards/"
NAMES = "g/<slug:code>/desk/names/"
QUESTION = f"{NAMES}questions/<uuid:ref>/"
REMOVALS = "g/<slug:code>/desk/removals/"
REMOVE = "g/<slug:code>/people/<uuid:ref>/remove/"
REPORT = "g/<slug:code>/threads/<uuid:ref>/posts/<int:number>/report/"

urlpatterns: list[URLPattern] = [
    route(REPORT, views.report, rule="moderation.report", name="report"),
    route("running/approvals/", approving.waiting, rule="moderation.approve", name="approvals"),
    route("running/approvals/<slug:which>/", approving.answer, rule="moderation.approve", name="approval"),
    route("g/<slug:code>/approval/", approving.ask_again, rule="moderation.ask_approval", name="approval_again"),
    route("g/<slug:code>/desk/", views.desk, rule="moderation.desk", name="desk"),
    route(CASES, views.case, rule=DECIDE, name="case"),
    route(f"{CASES}taking/", views.take, rule=DECIDE, name="take"),
    route(f"{CASES}handing-back/", views.hand_back, rule=DECIDE, name="hand_back"),
    route(f"{CASES}showing-again/", views.show_again, rule=DECIDE, name="show_again"),
    route(HELD, views.held, rule=DECIDE, name="held"),
    route(f"{HELD}release/", views.release, rule=DECIDE, name="release"),
    route(DECISION, appealing.decision, rule="moderation.see_decision", name="decision"),
    route(f"{DECISION}appeal/over/", appealing.decision_back, rule="moderation.ask_again", name="appeal_over"),
    route("g/<slug:code>/desk/appeals/<uuid:ref>/", appealing.appeal, rule="moderation.see_appeal", name="appeal"),
    route(REMOVE, removing.remove, rule=DECIDE, name="remove"),
    route(REMOVALS, removing.removals, rule="moderation.desk", name="removals"),
    route(f"{REMOVALS}<uuid:ref>/", removing.removal, rule=DECIDE, name="removal"),
    route("removed/<uuid:ref>/", removing.removed, rule="moderation.be_removed", name="removed"),
    route("removed/<uuid:ref>/appeal/over/", appealing.removed_back, rule="moderation.be_removed", name="removed_over"),
    route(NAMES, naming.names, rule="moderation.unmask", name="names"),
    route(f"{NAMES}<uuid:ref>/", naming.ask, rule="moderation.unmask_another", name="look"),
    route(QUESTION, naming.question, rule="moderation.unmask_another", name="question"),
    route(f"{QUESTION}agree/", naming.agree, rule="moderation.agree_unmasking", name="question_agree"),
    route(f"{QUESTION}decline/", naming.decline, rule="moderation.unmask_another", name="question_decline"),
    route(CARDS, carding.openings, rule="moderation.open_cards", name="cards"),
    route(f"{CARDS}<uuid:ref>/", carding.open_card, rule="moderation.open_card_of", name="card_open"),
    route(f"{CARDS}openings/<uuid:ref>/", carding.opening, rule="moderation.open_card_of", name="card_opening"),
]
