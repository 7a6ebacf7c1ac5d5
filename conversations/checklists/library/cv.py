"""The CV."""

from conversations.checklists.model import SPECIALIST, Checklist, Item, Step
from locales.text import say

CHECKLIST = Checklist(
    code="cv",
    step=Step.FINDING,
    icon="📄",
    name=say("My CV"),
    about=say("A CV is one or two pages about you and your work."),
    items=(
        Item(
            code="contact",
            icon="🏷️",
            line=say("Write your name and how to reach you."),
            why=say("The employer needs to be able to call you."),
            how=say("Write name, phone number and e-mail. Check that every digit is right."),
            more=say("Use a plain e-mail address with your name. You need not write age, family or religion."),
        ),
        Item(
            code="summary",
            icon="✍️",
            line=say("Write two lines about yourself."),
            why=say("Many employers read only the top first."),
            how=say("Line one: what you can. Line two: what work you want."),
            more=say("Change these two lines for each job. Use a word from the job advert."),
        ),
        Item(
            code="jobs",
            icon="🧰",
            line=say("Write your jobs, the newest first."),
            why=say("It shows what you have done, here and in other countries."),
            how=say("Write the years, the place and what you did. Work without pay counts too."),
            more=say("Say what came out of it: how many guests, how many machines, how many pupils."),
        ),
        Item(
            code="school",
            icon="🎓",
            line=say("Write your schools and courses."),
            why=say("Short courses count too."),
            how=say("Write the years, the name and the country. Add Norwegian courses."),
            more=say("Write the Norwegian level of the education if it is approved here."),
        ),
        Item(
            code="languages",
            icon="🗣️",
            line=say("Write the languages you speak."),
            why=say("Your languages are worth something at work."),
            how=say("Write each language and how well you speak it. Put your own language first."),
            more=say("Employers know levels such as A2 and B1. Write when you plan the next test."),
        ),
        Item(
            code="check",
            icon="👀",
            line=say("Let somebody read your CV."),
            why=say("Some employers stop reading when they see many mistakes."),
            how=say("Show it to {name} or a friend who writes good Norwegian.", name=SPECIALIST),
            more=say("Read it aloud as well. Check that every date and name is the same everywhere."),
        ),
        Item(
            code="save",
            icon="💾",
            line=say("Save your CV as a PDF file."),
            why=say("A PDF looks the same on every phone and computer."),
            how=say("Save it on your phone and in your e-mail. Put your name in the file name."),
            more=say("Keep a version you can change too. Update it after every course and every job."),
        ),
    ),
)
