import type { ReactNode } from 'react'
import { TextForm } from '../shell/forms.tsx'
import { LocationForm } from '../shell/LocationForm.tsx'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'

export type Sheet = 'location' | 'contact' | 'number' | null

export function WaSheets({ sheet, close, acts }: { sheet: Sheet; close: () => void; acts: Acts }): ReactNode {
  if (sheet === 'location') {
    return (
      <LocationForm
        withName
        onClose={close}
        onSend={({ accuracy: _unknown, ...position }) => void acts.act({ type: 'location', ...position })}
      />
    )
  }
  if (sheet === 'contact') {
    const fields = [
      { key: 'name', label: t.contactForm.name, required: true },
      { key: 'phone', label: t.contactForm.phone, required: true, type: 'tel' },
    ]
    return (
      <TextForm
        title={t.contactForm.title}
        fields={fields}
        action={t.send}
        onClose={close}
        onSubmit={async (contact) => void (await acts.act({ type: 'contacts', contacts: [contact] }))}
      />
    )
  }
  if (sheet === 'number') {
    const fields = [{ key: 'phone', label: t.wa.newNumber, required: true, type: 'tel' }]
    return (
      <TextForm
        title={t.wa.changeNumber}
        fields={fields}
        action={t.save}
        onClose={close}
        onSubmit={({ phone = '' }) => acts.patch({ phone: phone.replace(/\D/g, '').replace(/^0/, '62') })}
      />
    )
  }
  return null
}
