import type { Person } from '../../whatsapp/state.ts'
import type { MenuItem } from '../shell/menu.tsx'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'
import { sendDocument } from './wa-send.ts'
import type { Sheet } from './WaSheets.tsx'

export function personMenu(person: Person, acts: Acts, open: (sheet: Sheet) => void): MenuItem[] {
  return [
    person.online
      ? { label: t.wa.goOffline, onPick: () => void acts.patch({ online: false }) }
      : { label: t.wa.goOnline, onPick: () => void acts.patch({ online: true }) },
    {
      label: person.readReceipts ? t.wa.receiptsOff : t.wa.receiptsOn,
      onPick: () => void acts.patch({ readReceipts: !person.readReceipts }),
    },
    { label: t.wa.dayLater, onPick: () => void acts.patch({ hoursSinceInbound: 25 }) },
    { label: t.wa.changeNumber, onPick: () => open('number') },
    {
      label: person.blocked ? t.wa.unblock : t.wa.block,
      danger: !person.blocked,
      onPick: () => void acts.patch({ blocked: !person.blocked }),
    },
  ]
}

export function attachMenu(base: string, acts: Acts, open: (sheet: Sheet) => void): MenuItem[] {
  const send = (body: unknown) => (): void => void acts.act(body)
  return [
    { icon: 'file', label: t.media.document, onPick: () => void sendDocument(base, acts) },
    { icon: 'file', label: t.media.samplePdf, onPick: send({ type: 'document', filename: 'contoh.pdf' }) },
    { icon: 'mic', label: t.media.voice, onPick: send({ type: 'audio' }) },
    { icon: 'pin', label: t.media.location, onPick: () => open('location') },
    { icon: 'person', label: t.media.contact, onPick: () => open('contact') },
    { icon: 'person', label: t.media.ownNumber, onPick: send({ type: 'share-number' }) },
    { icon: 'star', label: t.media.sticker, onPick: send({ type: 'sticker' }) },
    {
      icon: 'list',
      label: t.media.unsupported,
      onPick: send({ type: 'unsupported', kind: 'poll_creation' }),
    },
  ]
}
