import type { Person } from '../../telegram/state.ts'
import type { MenuItem } from '../shell/menu.tsx'
import type { Acts } from '../shell/use-acts.ts'
import { t } from '../texts.ts'
import { sendDocument } from './tg-send.ts'
import type { Sheet } from './TgSheets.tsx'

export function personMenu(person: Person, acts: Acts, open: (sheet: Sheet) => void): MenuItem[] {
  const block: MenuItem = person.blocked
    ? { label: t.tg.unblock, onPick: () => void acts.patch({ blocked: false }) }
    : { label: t.tg.block, danger: true, onPick: () => void acts.patch({ blocked: true }) }
  return [
    { label: t.tg.openLink, icon: 'link', onPick: () => open('link') },
    ...(person.started ? [block] : []),
  ]
}

export function attachMenu(base: string, acts: Acts, open: (sheet: Sheet) => void): MenuItem[] {
  const send = (body: unknown) => (): void => void acts.act(body)
  return [
    { icon: 'file', label: t.media.document, onPick: () => void sendDocument(base, acts) },
    { icon: 'image', label: t.media.originalPhoto, onPick: () => void sendDocument(base, acts, 'image/*') },
    { icon: 'file', label: t.media.samplePdf, onPick: send({ type: 'document', filename: 'contoh.pdf' }) },
    { icon: 'mic', label: t.media.voice, onPick: send({ type: 'voice' }) },
    { icon: 'pin', label: t.media.location, onPick: () => open('location') },
    { icon: 'pin', label: t.media.forwardedLocation, onPick: () => open('forwarded') },
    { icon: 'pin', label: t.media.liveLocation, onPick: () => open('live') },
    { icon: 'person', label: t.media.ownNumber, onPick: send({ type: 'contact' }) },
    { icon: 'person', label: t.media.contact, onPick: () => open('contact') },
  ]
}
