/** Wire types of the Telegram Bot API 10.1, written from its specification; only what the simulator uses. */

export type WireUser = {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
}

export type WireChat = {
  id: number
  type: 'private'
  first_name: string
  last_name?: string
  username?: string
}

export type WireEntity = { type: string; offset: number; length: number; url?: string; language?: string }

export type WirePhotoSize = {
  file_id: string
  file_unique_id: string
  width: number
  height: number
  file_size: number
}

export type WireFile = {
  file_id: string
  file_unique_id: string
  file_size?: number
  file_name?: string
  mime_type?: string
  duration?: number
  width?: number
  height?: number
}

export type WireLocation = {
  latitude: number
  longitude: number
  horizontal_accuracy?: number
  live_period?: number
  heading?: number
}

export type WireVenue = { location: WireLocation; title: string; address: string }

export type InlineButton = {
  text: string
  callback_data?: string
  url?: string
  web_app?: { url: string }
  login_url?: { url: string }
  copy_text?: { text: string }
  switch_inline_query?: string
  switch_inline_query_current_chat?: string
  pay?: boolean
}

export type InlineKeyboard = { inline_keyboard: InlineButton[][] }

export type KeyButton = {
  text: string
  request_location?: boolean
  request_contact?: boolean
  web_app?: { url: string }
}

export type ReplyMarkup =
  | InlineKeyboard
  | {
      keyboard: (KeyButton | string)[][]
      resize_keyboard?: boolean
      one_time_keyboard?: boolean
      is_persistent?: boolean
      input_field_placeholder?: string
    }
  | { remove_keyboard: true }
  | { force_reply: true; input_field_placeholder?: string }

export type WireMessage = {
  message_id: number
  from: WireUser
  chat: WireChat
  date: number
  edit_date?: number
  media_group_id?: string
  forward_origin?:
    | { type: 'user'; sender_user: WireUser; date: number }
    | { type: 'hidden_user'; sender_user_name: string; date: number }
  reply_to_message?: WireMessage
  text?: string
  entities?: WireEntity[]
  caption?: string
  caption_entities?: WireEntity[]
  photo?: WirePhotoSize[]
  document?: WireFile
  voice?: WireFile
  audio?: WireFile
  video?: WireFile
  sticker?: WireFile & { type: string; is_animated: boolean; is_video: boolean; emoji?: string }
  location?: WireLocation
  venue?: WireVenue
  contact?: { phone_number: string; first_name: string; last_name?: string; user_id?: number }
  reply_markup?: InlineKeyboard
  link_preview_options?: { is_disabled?: boolean }
}

export type WireCallbackQuery = {
  id: string
  from: WireUser
  message: WireMessage | { chat: WireChat; message_id: number; date: 0 }
  chat_instance: string
  data: string
}

export type WireUpdate = { update_id: number } & Record<string, unknown>

export type BotCommand = { command: string; description: string }
