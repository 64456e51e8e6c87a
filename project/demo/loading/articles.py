"""Help and notices of the demo city, as an administrator would have written them."""

from typing import NamedTuple


class Article(NamedTuple):
    """One page of text."""

    slug: str
    title: str
    intro: str
    body: str


HELP = (
    Article(
        slug="how-booking-works",
        title="How booking works",
        intro="From finding a bed to moving in, in five steps.",
        body="""<ol>
<li>Choose a bed, a room or a flat and the day you move in.</li>
<li>Hold it: it is yours for ten minutes while you pay.</li>
<li>Pay the deposit. You pay no rent before you move in.</li>
<li>See “Booked”, and find the receipt in your mail.</li>
<li>Come on the day with an identity card; somebody is at the gate.</li>
</ol>""",
    ),
    Article(
        slug="if-your-hold-runs-out",
        title="If your hold runs out",
        intro="Nothing is lost, and nothing is charged twice.",
        body="""<p>A hold lasts ten minutes, so that nobody blocks a bed by accident. When it runs out, hold the bed
again. If your money arrives after that and the bed is still free, it is yours; if it is not, everything goes back to
you by itself.</p>""",
    ),
    Article(
        slug="your-deposit",
        title="Your deposit",
        intro="What it is for and when you get it back.",
        body="""<p>The deposit is one or two months’ rent. You get it back when you move out, less what the house can
show you a bill for. If you cancel on or before the day you were to move in, all of it goes back to you.</p>""",
    ),
    Article(
        slug="cancelling",
        title="Cancelling a booking",
        intro="Until the day you move in it costs nothing.",
        body="""<p>Open the booking and choose “Cancel”. You see what goes back to you before you confirm. Refunds take
five to seven days to show on your statement.</p>""",
    ),
    Article(
        slug="giving-notice",
        title="Giving notice",
        intro="Thirty days, from any day of the month.",
        body="""<p>Tell us thirty days before you want to leave. You pay rent for the days you stay, not for a whole
month.</p>""",
    ),
)
NOTICES = (
    Article(
        slug="water-on-thursday",
        title="Water comes late on Thursday",
        intro="The supply board repairs a main; tanks will be full the night before.",
        body="""<p>Between 9 am and 2 pm there is no water from the street. Our tanks are filled on Wednesday night, so
showers work; please leave the washing for the evening.</p>""",
    ),
    Article(
        slug="festival-dinner",
        title="A festival dinner in every mess",
        intro="Payasa, holige and something for those who do not eat sweets.",
        body="""<p>On Sunday evening every mess cooks a festival dinner from half past seven. Bring a friend; tell the
cook by Saturday noon.</p>""",
    ),
)
