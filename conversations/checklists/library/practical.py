"""Practical things that work needs."""

from conversations.checklists.model import SPECIALIST, Checklist, Help, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="practical",
    step=Step.EMPLOYER,
    order=1,
    icon="🧩",
    name=say("Practical things for work"),
    about=say("Small things that are good to have ready before a job begins."),
    items=(
        Item(
            code="bank",
            icon="🏦",
            line=say("Have a bank account."),
            why=say("Pay goes to a bank account in Norway."),
            how=say("Find your account number. No account? {name} can help you to get one.", name=SPECIALIST),
            more=say("BankID is used for very many things. Ask the bank what you need for it."),
        ),
        Item(
            code="tax",
            icon="🧾",
            line=say("Get a tax card."),
            why=say("Without one, more tax is taken from your pay."),
            how=say("Order it on skatteetaten.no. The employer gets it by computer."),
            more=say("Change your tax card when your pay changes. Then the tax is right at the end of the year."),
        ),
        Item(
            code="police",
            icon="🛡️",
            line=say("Ask if the job needs a police certificate."),
            why=say("Work with children and some other work needs one."),
            how=say("The employer gives you a paper first. Then you apply on the page of the police."),
            more=say("It can take some weeks. Apply as soon as you have the paper from the employer."),
        ),
        Item(
            code="bus",
            icon="🚌",
            line=say("Find your bus or train for early and late shifts."),
            why=say("Some lines do not run early, late or on Sundays."),
            how=say("Look up the first and the last trip. Ask {name} to read the timetable with you.", name=SPECIALIST),
            more=say("A monthly ticket is often cheaper. Check how long you wait when you change."),
        ),
        Item(
            code="children",
            icon="🧒",
            line=say("Make a plan for the children."),
            why=say("You work better when you know that they are well."),
            how=say("Who takes them when you begin early? Who takes them when they are ill?"),
            more=say("SFO is care before and after school. Apply early: places can be few in your area."),
        ),
        Item(
            code="phone",
            icon="📱",
            line=say("Have a phone number and e-mail that work."),
            why=say("Employers call, and some write."),
            how=say("Check the e-mail every day. Say your name when you answer the phone."),
            more=say("Record a short voice mail in Norwegian with your name."),
        ),
        Item(
            code="letter",
            icon="✉️",
            line=say("Show letters about work and money to somebody."),
            why=say("Some letters need an answer by a certain day."),
            how=say("Take a photo and send it here. You look at it together with {name}.", name=SPECIALIST),
            more=say("Keep letters from NAV, the tax office and the employer in one folder, newest first."),
            helps=Help.LETTER,
        ),
    ),
)
