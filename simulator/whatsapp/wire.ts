/** Wire types of the WhatsApp Cloud API, written from Meta's pages; only what the simulator reads or writes. */

export type WireError = {
  code: number
  title: string
  message: string
  error_data: { details: string }
  href: string
}

export type WireMediaRef = {
  id?: string
  link?: string
  url?: string
  mime_type?: string
  sha256?: string
  caption?: string
  filename?: string
  voice?: boolean
  animated?: boolean
}

export type WireLocation = {
  latitude: number
  longitude: number
  name?: string
  address?: string
  url?: string
}

export type WireContact = {
  name?: { formatted_name: string; first_name?: string; last_name?: string }
  phones?: { phone?: string; wa_id?: string; type?: string }[]
  vcard?: string
  origin?: string
}

export type WireButton = { type: 'reply'; reply: { id: string; title: string } }
export type WireRow = { id: string; title: string; description?: string }

export type WireInteractive = {
  type: string
  header?: {
    type: string
    text?: string
    image?: WireMediaRef
    video?: WireMediaRef
    document?: WireMediaRef
  }
  body?: { text: string }
  footer?: { text: string }
  action?: {
    name?: string
    button?: string
    buttons?: WireButton[]
    sections?: { title?: string; rows: WireRow[] }[]
    parameters?: Record<string, unknown>
  }
  // inbound
  button_reply?: { id: string; title: string }
  list_reply?: { id: string; title: string; description?: string }
}

export type WireTemplateParameter = {
  type: string
  text?: string
  payload?: string
  parameter_name?: string
  image?: WireMediaRef
  video?: WireMediaRef
  document?: WireMediaRef
  location?: WireLocation
}

export type WireTemplateComponent = {
  type: string
  sub_type?: string
  index?: string | number
  parameters?: WireTemplateParameter[]
}

export type WireTemplate = { name: string; language: { code: string }; components?: WireTemplateComponent[] }

/** The part of a message that depends on its `type`, the same keys in both directions. */
export type WireBody = {
  type: string
  text?: { body: string; preview_url?: boolean }
  image?: WireMediaRef
  video?: WireMediaRef
  audio?: WireMediaRef
  document?: WireMediaRef
  sticker?: WireMediaRef
  location?: WireLocation
  contacts?: WireContact[]
  interactive?: WireInteractive
  button?: { payload: string; text: string }
  reaction?: { message_id: string; emoji?: string }
  template?: WireTemplate
  system?: Record<string, unknown>
  unsupported?: { type: string }
  edit?: Record<string, unknown>
  revoke?: { original_message_id: string }
  errors?: WireError[]
}

export const MEDIA_TYPES = ['image', 'video', 'audio', 'document', 'sticker'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export type WireContext = {
  from?: string
  id?: string
  forwarded?: boolean
  frequently_forwarded?: boolean
}

export type WireMessage = WireBody & {
  id: string
  timestamp: string
  from?: string
  from_user_id?: string
  context?: WireContext
}

export type WireProfile = { profile: { name: string; username?: string }; wa_id?: string; user_id: string }

export type WireStatus = {
  id: string
  status: string
  timestamp: string
  recipient_id?: string
  recipient_user_id?: string
  biz_opaque_callback_data?: string
  pricing?: { billable: boolean; pricing_model: string; type: string; category: string }
  errors?: WireError[]
}

export type WireValue = {
  messaging_product: 'whatsapp'
  metadata: { display_phone_number: string; phone_number_id: string }
  contacts?: WireProfile[]
  messages?: WireMessage[]
  statuses?: WireStatus[]
}

export type WireChange = { field: string; value: unknown }
export type WireEntry = { id: string; time?: number; changes: WireChange[] }
export type WireEnvelope = { object: 'whatsapp_business_account'; entry: WireEntry[] }

export type WireSend = WireBody & {
  messaging_product?: string
  recipient_type?: string
  to?: string
  recipient?: string
  context?: { message_id?: string }
  biz_opaque_callback_data?: string
  status?: string
  message_id?: string
  typing_indicator?: { type: string }
}

export type WireTemplateButton = {
  type: string
  text?: string
  url?: string
  phone_number?: string
  example?: string[] | string
}

export type WireTemplateDefinition = {
  type: string
  format?: string
  text?: string
  example?: Record<string, unknown>
  buttons?: WireTemplateButton[]
}
