"""Papers: certificates, education from abroad, licences."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="papers",
    step=Step.PROFILE,
    order=1,
    icon="🗂️",
    name=say("My papers"),
    about=say("Papers that show what you can. It is fine if some are missing."),
    items=(
        Item(
            code="find",
            icon="🔎",
            line=say("Find the papers you have."),
            why=say("Papers from school and work can open doors."),
            how=say("Look for school papers, course papers and letters from jobs. Put them in one folder."),
            more=say("Make a list with the name, the year and the country of each paper."),
        ),
        Item(
            code="photo",
            icon="📷",
            line=say("Take a photo of each paper."),
            why=say("Then you always have a copy with you."),
            how=say("Put the paper on a table in good light. Take the photo from above."),
            more=say("Keep the copies in a safe place on your phone. Employers often want them as PDF files."),
        ),
        Item(
            code="school",
            icon="🎓",
            line=say("Ask if your education can be approved."),
            why=say("An approval shows employers what your education is in Norway."),
            how=say("Tell {name} which school you went to. You look at it together.", name=SPECIALIST),
            more=say(
                "The office HK-dir looks at education from other countries. "
                "Some professions, such as nurse, have their own office."
            ),
        ),
        Item(
            code="translate",
            icon="🌐",
            line=say("Find out if a paper needs a translation."),
            why=say("An employer wants to read what the paper says."),
            how=say("Ask first: not every paper needs it. {name} can help you to find out.", name=SPECIALIST),
            more=say("Some offices accept English papers as they are. Others want an authorised translator."),
        ),
        Item(
            code="licence",
            icon="🚗",
            line=say("Check your driving licence."),
            why=say("Some jobs need one, and some licences can be changed here."),
            how=say("Do you have a licence from another country? Ask if you can change it."),
            more=say("There can be a time limit for changing a licence. Look at the rules for your country."),
        ),
        Item(
            code="references",
            icon="☎️",
            line=say("Find two people who can speak well of you."),
            why=say("An employer often calls somebody who knows your work."),
            how=say("A boss, a teacher or a leader can be a reference. Ask them first."),
            more=say("Tell your references which job you look for. Then they can say what matters there."),
        ),
        Item(
            code="letter",
            icon="✉️",
            line=say("Ask for help with a letter you do not understand."),
            why=say("Letters can be hard. Nobody needs to read them alone."),
            how=say("Take a photo of the letter and send it here. {name} looks at it with you.", name=SPECIALIST),
            more=say("Look for a date in the letter first. Ask early when it says something by a certain day."),
            helps=Help.LETTER,
        ),
    ),
)
