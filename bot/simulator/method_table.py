"""Every method of the Bot API the stand-in knows, with its parameters and those it cannot do without."""

from bot.simulator.schema import (
    Check,
    Method,
    array,
    boolean,
    chat,
    file,
    integer,
    integers,
    mapping,
    markup,
    number,
    parse_mode,
    string,
    strings,
)

_TARGET: dict[str, Check] = {
    "chat_id": chat,
    "business_connection_id": string,
    "message_thread_id": integer,
    "direct_messages_topic_id": integer,
    "disable_notification": boolean,
    "protect_content": boolean,
    "allow_paid_broadcast": boolean,
    "message_effect_id": string,
    "suggested_post_parameters": mapping,
    "reply_parameters": mapping,
    "reply_to_message_id": integer,
    "allow_sending_without_reply": boolean,
    "reply_markup": markup,
}
_TEXT: dict[str, Check] = {
    "text": string,
    "parse_mode": parse_mode,
    "entities": array,
    "link_preview_options": mapping,
    "disable_web_page_preview": boolean,
}
_CAPTION: dict[str, Check] = {
    "caption": string,
    "parse_mode": parse_mode,
    "caption_entities": array,
    "show_caption_above_media": boolean,
}
_PLACE: dict[str, Check] = {"latitude": number, "longitude": number}
_EDITED: dict[str, Check] = {
    "chat_id": chat,
    "message_id": integer,
    "business_connection_id": string,
    "inline_message_id": string,
    "reply_markup": markup,
}
_ONE: dict[str, Check] = {"chat_id": chat, "message_id": integer}
_SCOPED: dict[str, Check] = {"scope": mapping, "language_code": string}
_COPIED: dict[str, Check] = {"from_chat_id": chat, "message_id": integer, "video_start_timestamp": integer}
_EDIT_REQUIRED = ("chat_id", "message_id")

_ALL = (
    Method("getMe", {}),
    Method("logOut", {}),
    Method("close", {}),
    Method("getUpdates", {"offset": integer, "limit": integer, "timeout": integer, "allowed_updates": strings}),
    Method(
        "setWebhook",
        {
            "url": string,
            "certificate": file,
            "ip_address": string,
            "max_connections": integer,
            "allowed_updates": strings,
            "drop_pending_updates": boolean,
            "secret_token": string,
        },
    ),
    Method("deleteWebhook", {"drop_pending_updates": boolean}),
    Method("getWebhookInfo", {}),
    Method("sendMessage", {**_TARGET, **_TEXT}, ("chat_id", "text"), sends=True),
    Method(
        "sendPhoto", {**_TARGET, **_CAPTION, "photo": file, "has_spoiler": boolean}, ("chat_id", "photo"), sends=True
    ),
    Method(
        "sendDocument",
        {
            **_TARGET,
            **_CAPTION,
            "document": file,
            "thumbnail": file,
            "disable_content_type_detection": boolean,
        },
        ("chat_id", "document"),
        sends=True,
    ),
    Method("sendVoice", {**_TARGET, **_CAPTION, "voice": file, "duration": integer}, ("chat_id", "voice"), sends=True),
    Method(
        "sendAudio",
        {
            **_TARGET,
            **_CAPTION,
            "audio": file,
            "duration": integer,
            "performer": string,
            "title": string,
            "thumbnail": file,
        },
        ("chat_id", "audio"),
        sends=True,
    ),
    Method(
        "sendLocation",
        {
            **_TARGET,
            **_PLACE,
            "horizontal_accuracy": number,
            "live_period": integer,
            "heading": integer,
            "proximity_alert_radius": integer,
        },
        ("chat_id", "latitude", "longitude"),
        sends=True,
    ),
    Method(
        "sendVenue",
        {
            **_TARGET,
            **_PLACE,
            "title": string,
            "address": string,
            "foursquare_id": string,
            "foursquare_type": string,
            "google_place_id": string,
            "google_place_type": string,
        },
        ("chat_id", "latitude", "longitude", "title", "address"),
        sends=True,
    ),
    Method(
        "sendChatAction",
        {"chat_id": chat, "action": string, "business_connection_id": string, "message_thread_id": integer},
        ("chat_id", "action"),
    ),
    Method("copyMessage", {**_TARGET, **_CAPTION, **_COPIED}, ("chat_id", "from_chat_id", "message_id"), sends=True),
    Method("forwardMessage", {**_TARGET, **_COPIED}, ("chat_id", "from_chat_id", "message_id"), sends=True),
    Method("editMessageText", {**_EDITED, **_TEXT}, (*_EDIT_REQUIRED, "text"), sends=True),
    Method("editMessageCaption", {**_EDITED, **_CAPTION}, _EDIT_REQUIRED, sends=True),
    Method("editMessageReplyMarkup", _EDITED, _EDIT_REQUIRED, sends=True),
    Method("deleteMessage", _ONE, ("chat_id", "message_id")),
    Method("deleteMessages", {"chat_id": chat, "message_ids": integers}, ("chat_id", "message_ids")),
    Method(
        "answerCallbackQuery",
        {"callback_query_id": string, "text": string, "show_alert": boolean, "url": string, "cache_time": integer},
        ("callback_query_id",),
    ),
    Method("getFile", {"file_id": string}, ("file_id",)),
    Method("setMyCommands", {**_SCOPED, "commands": array}, ("commands",)),
    Method("deleteMyCommands", _SCOPED),
    Method("getMyCommands", _SCOPED),
    *(
        Method(f"{verb}My{noun}", {"language_code": string, **extra})
        for noun, key in (
            ("Name", "name"),
            ("Description", "description"),
            ("ShortDescription", "short_description"),
        )
        for verb, extra in (("set", {key: string}), ("get", {}))
    ),
    Method("setChatMenuButton", {"chat_id": chat, "menu_button": mapping}),
    Method("getChatMenuButton", {"chat_id": chat}),
    Method("getChat", {"chat_id": chat}, ("chat_id",)),
)

METHODS: dict[str, Method] = {method.name.lower(): method for method in _ALL}
"""Every method the stand-in knows, by its name in lower case."""
