"""python-telegram-bot's own client against the stand-in: every shape must parse."""

import io

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, RetryAfter

from bot.simulator import SimulatorConfig
from bot.simulator.samples import picture, silence
from tests.bot.simulator.conftest import TOKEN, StandIn, running

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


async def test_a_text_with_a_keyboard_is_sent_edited_and_deleted(stand_in: StandIn, amina: int) -> None:
    async with stand_in.bot() as bot:
        sent = await bot.send_message(amina, "Hello <b>you</b>", parse_mode=ParseMode.HTML, reply_markup=YES_NO)
        assert (sent.text, sent.text_html) == ("Hello you", "Hello <b>you</b>")
        assert sent.reply_markup == YES_NO
        edited = await sent.edit_text("Other")
        assert isinstance(edited, Message)
        assert edited.text == "Other"
        assert await sent.delete()
    assert await stand_in.client.messages(amina) == []


async def test_a_picture_goes_up_and_comes_down_again(stand_in: StandIn, amina: int) -> None:
    content = picture(40, 30)
    async with stand_in.bot() as bot:
        sent = await bot.send_photo(amina, io.BytesIO(content), caption="<i>Here</i>", parse_mode=ParseMode.HTML)
        photo = sent.photo[-1]
        assert (photo.width, photo.height, sent.caption_html) == (40, 30, "<i>Here</i>")
        file = await bot.get_file(photo.file_id)
        assert bytes(await file.download_as_bytearray()) == content
        again = await bot.send_photo(amina, photo.file_id)
        assert again.photo[-1].file_unique_id == photo.file_unique_id
        changed = await sent.edit_caption("There")
        assert isinstance(changed, Message)
        assert changed.caption == "There"
        with pytest.raises(BadRequest, match=r"(?i)can't use file of type Photo as Document"):
            await bot.send_document(amina, photo.file_id)


async def test_files_places_and_voices_arrive(stand_in: StandIn, amina: int) -> None:
    async with stand_in.bot() as bot:
        await bot.send_document(amina, InputFile(b"BEGIN:VCALENDAR", filename="meeting.ics"), caption="c")
        await bot.send_voice(amina, silence(1), duration=1)
        await bot.send_audio(amina, silence(1), title="Welcome")
        await bot.send_location(amina, 59.91, 10.75)
        await bot.send_venue(amina, 59.91, 10.75, "NAV Sentrum", "Storgata 1")
        assert await bot.send_chat_action(amina, ChatAction.TYPING)
    shown = await stand_in.client.messages(amina)
    assert [message.kind for message in shown] == ["document", "voice", "audio", "location", "venue"]
    assert (shown[0].raw["file"]["name"], shown[0].raw["file"]["mime_type"]) == ("meeting.ics", "text/calendar")
    assert shown[4].raw["venue"]["title"] == "NAV Sentrum"


async def test_a_message_is_answered_copied_and_forwarded(stand_in: StandIn, amina: int) -> None:
    other = await stand_in.client.add_user("Jonas", "nb", started=True)
    question = await stand_in.client.send(amina, "When?")
    async with stand_in.bot() as bot:
        reply = await bot.send_message(amina, "At ten", reply_to_message_id=question.id)
        assert reply.reply_to_message is not None
        assert reply.reply_to_message.text == "When?"
        await bot.copy_message(other.id, amina, question.id)
        forwarded = await bot.forward_message(other.id, amina, question.id)
        assert forwarded.forward_origin is not None
    assert [message.text for message in await stand_in.client.messages(other.id)] == ["When?", "When?"]


async def test_a_reply_keyboard_is_shown_and_taken_away(stand_in: StandIn, amina: int) -> None:
    markup = ReplyKeyboardMarkup([[KeyboardButton("Where I am", request_location=True), "Later"]])
    async with stand_in.bot() as bot:
        await bot.send_message(amina, "Where?", reply_markup=markup)
        (phone,) = await stand_in.client.users()
        assert phone.keyboard is not None
        assert phone.keyboard["keyboard"][0][0]["request_location"] is True
        await bot.send_message(amina, "Thanks", reply_markup={"remove_keyboard": True})  # type: ignore[arg-type]
    (phone,) = await stand_in.client.users()
    assert phone.keyboard is None


async def test_commands_follow_chat_and_language(stand_in: StandIn, amina: int) -> None:
    jonas = await stand_in.client.add_user("Jonas", "nb", started=True)
    async with stand_in.bot() as bot:
        await bot.set_my_commands([BotCommand("help", "Help")])
        await bot.set_my_commands([BotCommand("help", "Hjelp")], language_code="nb")
        await bot.set_my_commands([BotCommand("stop", "توقف")], scope=BotCommandScopeChat(amina))
        assert [command.description for command in await bot.get_my_commands()] == ["Help"]
    phones = {phone.id: phone for phone in await stand_in.client.users()}
    assert phones[amina].commands[0]["command"] == "stop"
    assert phones[jonas.id].commands[0]["description"] == "Hjelp"


async def test_the_bot_describes_itself(stand_in: StandIn, amina: int) -> None:
    async with stand_in.bot() as bot:
        await bot.set_my_name("Bridge")
        await bot.set_my_description("Beskrivelse", language_code="nb")
        await bot.set_my_short_description("Short")
        assert (await bot.get_my_name()).name == "Bridge"
        assert (await bot.get_my_description(language_code="nb")).description == "Beskrivelse"
        assert await bot.set_chat_menu_button(amina)
        assert (await bot.get_chat(amina)).first_name == "Amina"


async def test_every_act_of_a_person_is_an_update(stand_in: StandIn) -> None:
    client = stand_in.client
    user = (await client.add_user("Amina", "ar")).id
    await client.start(user, "CODE")
    text = await client.send(user, "/help me")
    await client.edit(user, text.id, "help")
    for kind in ("photo", "voice", "audio", "document", "sticker"):
        await client.send_file(user, kind)
    await client.send_location(user, 59.9, 10.7)
    await client.call("POST", f"users/{user}/contact")
    async with stand_in.bot() as bot:
        await bot.send_message(user, "?", reply_markup=YES_NO)
        await client.press(user, "Yes")
        await client.update_user(user, blocked=True)
        updates = await bot.get_updates(timeout=1)
    assert all(isinstance(update, Update) for update in updates)
    messages = [update.message for update in updates if update.message]
    assert messages[0].text == "/start CODE"
    assert messages[0].entities[0].type == "bot_command"
    present = ["photo", "voice", "audio", "document", "sticker", "location", "contact"]
    assert [name for message in messages[2:] for name in present if getattr(message, name)] == present
    assert updates[2].edited_message is not None
    assert updates[-2].callback_query is not None
    assert updates[-2].callback_query.data == "y"
    assert updates[-1].my_chat_member is not None
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"


async def test_errors_become_the_clients_own_exceptions(
    stand_in: StandIn, amina: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with stand_in.bot() as bot:
        await stand_in.client.update_user(amina, blocked=True)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(amina, "Hello")
        await stand_in.client.faults("too_many", retry_after=7)
        with pytest.raises(RetryAfter, match="7"):
            await bot.send_message(amina, "Hello")
        await bot.set_webhook(f"{stand_in.base}/nowhere")
        with pytest.raises(Conflict):
            await bot.get_updates()
        assert (await bot.get_webhook_info()).url.endswith("/nowhere")


@pytest.mark.parametrize(
    ("kind", "size", "reason"),
    [("photo", 3000, "file is too big"), ("document", 5000, "Request Entity Too Large"), ("document", 0, "non-empty")],
)
async def test_uploads_have_limits(kind: str, size: int, reason: str) -> None:
    config = SimulatorConfig(token=TOKEN, photo_limit=2000, upload_limit=4000)
    async with running(config) as stand_in, stand_in.bot() as bot:
        person = stand_in.world.add_person(started=True)
        content = InputFile(b"x" * size, filename="a.bin")
        with pytest.raises(Exception, match=f"(?i){reason}"):
            await (bot.send_photo if kind == "photo" else bot.send_document)(person.id, content)


async def test_what_is_no_picture_is_refused(stand_in: StandIn, amina: int) -> None:
    async with stand_in.bot() as bot:
        with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
            await bot.send_photo(amina, b"not a picture")
        with pytest.raises(BadRequest, match="caption is too long"):
            await bot.send_photo(amina, picture(8, 8), caption="x" * 1025)
