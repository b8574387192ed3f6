import type { ReactNode } from 'react'
import type { ChatMessage } from '../../telegram/state.ts'
import { TextForm } from '../shell/forms.tsx'
import { LocationForm, type Place } from '../shell/LocationForm.tsx'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'

export type Sheet = 'location' | 'forwarded' | 'live' | 'contact' | 'link' | { move: number } | null

/** The place the bot spoke of last: usually where the job is. */
function lastPlace(messages: ChatMessage[]): Place | undefined {
  const message = messages.findLast((one) => one.from === 'bot' && one.wire.location)
  const location = message?.wire.location
  if (!location) return undefined
  return { name: message.wire.venue?.title ?? '', latitude: location.latitude, longitude: location.longitude }
}

type Props = { sheet: Sheet; close: () => void; acts: Acts; messages: ChatMessage[] }

export function TgSheets({ sheet, close, acts, messages }: Props): ReactNode {
  if (sheet === null) return null
  if (sheet === 'contact') {
    const fields = [
      { key: 'name', label: t.contactForm.name, required: true },
      { key: 'phone', label: t.contactForm.phone, required: true, type: 'tel' },
    ]
    const share = async (contact: Record<string, string>): Promise<void> =>
      void (await acts.act({ type: 'contact', ...contact }))
    return (
      <TextForm
        title={t.contactForm.title}
        fields={fields}
        action={t.send}
        onClose={close}
        onSubmit={share}
      />
    )
  }
  if (sheet === 'link') {
    const fields = [{ key: 'url', label: t.tg.linkLabel, required: true }]
    const open = async ({ url }: Record<string, string>): Promise<void> =>
      void (await acts.act({ type: 'open-link', url }))
    return (
      <TextForm title={t.tg.openLink} fields={fields} action={t.tg.open} onClose={close} onSubmit={open} />
    )
  }
  const near = lastPlace(messages)
  if (typeof sheet === 'object') {
    return (
      <LocationForm
        near={near}
        onClose={close}
        onSend={({ latitude, longitude, accuracy }) =>
          void acts.act({
            type: 'move',
            messageId: sheet.move,
            latitude,
            longitude,
            ...(accuracy ? { accuracy } : {}),
          })
        }
      />
    )
  }
  return (
    <LocationForm
      near={near}
      live={sheet === 'live'}
      onClose={close}
      onSend={({ latitude, longitude, accuracy, minutes }) => {
        const live = minutes ? { livePeriod: minutes * 60 } : {}
        const forwarded = sheet === 'forwarded' ? { forwardedFrom: 'Teman' } : {}
        const place = { latitude, longitude, ...(accuracy ? { accuracy } : {}) }
        void acts.act({ type: 'location', ...place, ...live, ...forwarded })
      }}
    />
  )
}
