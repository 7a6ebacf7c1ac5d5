"""Telling people that one looks for work."""

from conversations.checklists.model import SPECIALIST, Checklist, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="network",
    step=Step.FINDING,
    order=2,
    icon="🕸️",
    name=say("People I know"),
    about=say("Many people find work through somebody they know."),
    items=(
        Item(
            code="list",
            icon="📝",
            line=say("Make a list of ten people you know."),
            why=say("Each of them knows other people."),
            how=say("Neighbours, parents at school, your teacher, friends, people from sport or clubs."),
            more=say("Mark who has a job like the one you want. Begin with them."),
        ),
        Item(
            code="tell",
            icon="📣",
            line=say("Tell three people that you look for work."),
            why=say("They cannot help if they do not know."),
            how=say("Say it in one sentence: I look for work as a cook in Oslo."),
            more=say("Say what kind of work and which hours. A clear wish is easier to remember."),
        ),
        Item(
            code="ask",
            icon="❓",
            line=say("Ask somebody about their job."),
            why=say("You learn what the work is like and which words they use."),
            how=say("Ask how a normal day is. Ask how they got the job."),
            more=say("Ask if you may come for one day to see the work. Many say yes."),
        ),
        Item(
            code="school",
            icon="🏫",
            line=say("Talk with other parents or neighbours."),
            why=say("You practise Norwegian and meet people who work."),
            how=say("Say hello and ask one small question. Begin with the weather or the children."),
            more=say("A parents' meeting or a shared work day at school is a good place to begin."),
        ),
        Item(
            code="join",
            icon="🤝",
            line=say("Join something near you."),
            why=say("You get to know people and get a reference."),
            how=say("A sports club, a café, the Red Cross or a choir. {name} knows some places.", name=SPECIALIST),
            more=say("Work without pay in a club can stand in your CV."),
        ),
        Item(
            code="page",
            icon="🌐",
            line=say("Decide if you want a profile on the internet."),
            why=say("Some employers look for people there."),
            how=say("You can make a CV on arbeidsplassen.no. You choose who can see it."),
            more=say("LinkedIn is used most for office work and for people with a degree."),
        ),
    ),
)
