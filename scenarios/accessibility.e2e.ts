import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './stage/axe.ts'
import { openStage, type Stage } from './stage.ts'
import { publish, type Round } from './story/race.ts'

type Subject = { name: string; as?: string; path: () => string; sees: string | RegExp; hand?: true }

/** Every screen of the field app, the pages of customers and those of the office, light and dark, against WCAG 2.2 AA. */
describe('WCAG 2.2 AA', () => {
  let stage: Stage
  let mine: Round
  const link = { customer: '', verify: '' }
  let chat = ''
  beforeAll(async () => {
    stage = await openStage('accessibility')
    const open = await publish(stage, 2, 2)
    mine = await publish(stage, 1, 1)
    const [cs, ts] = [await stage.api('cs1'), await stage.api('ts1')]
    await ts.post(`/tickets/${mine.id}/claim`)
    await ts.post(`/tickets/${mine.id}/check-in`, { clientId: `ci-${mine.id}` })
    await ts.post(`/tickets/${mine.id}/field-notes`, {
      clientId: `no-${mine.id}`,
      text: 'Kunci ada di satpam',
    })
    link.customer = (await cs.get<{ customerLink: string }>(`/tickets/${open.id}`)).customerLink
    await ts.call('GET', `/tickets/${mine.id}/assignment-letter.pdf`)
    const work = await cs.get<{ letters: { verifyUrl: string }[] }>(`/tickets/${mine.id}/field-work`)
    link.verify = work.letters[0]?.verifyUrl ?? ''
    const maya = await stage.customer('Maya Lestari', '081300000077')
    await maya.writes('Selamat pagi')
    await maya.sees('belum terdaftar')
    const chats = await cs.get<{ items: { id: string }[] }>('/conversations?q=Maya')
    chat = chats.items[0]?.id ?? ''
    await fetch(`${stage.product.whatsappUrl}/_sim/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ field: 'account_update', value: { event: 'ACCOUNT_VIOLATION' } }),
    })
  })
  afterAll(async () => await stage?.close())

  const field = (name: string, path: () => string, sees: string | RegExp): Subject => ({
    name: `field: ${name}`,
    as: 'ts1',
    path,
    sees,
    hand: true,
  })
  const subjects: Subject[] = [
    { name: 'field: sign-in', path: () => '/field/', sees: 'Kata sandi', hand: true },
    field('Open Pool', () => '/field/', 'Ambil Job'),
    field('Job Saya', () => '/field/jobs', 'Perawatan berkala 1'),
    field('job', () => `/field/jobs/${mine.id}`, 'Kunci ada di satpam'),
    field('BAST', () => `/field/jobs/${mine.id}/bast`, 'Simpan BAST'),
    field('Absensi', () => '/field/attendance', 'Bulanan'),
    field('Belum terkirim', () => '/field/waiting', 'Semua sudah terkirim'),
    field('Profil', () => '/field/profile', 'Ganti kata sandi'),
    {
      name: 'customer: living link',
      path: () => new URL(link.customer).pathname,
      sees: /Perawatan/,
      hand: true,
    },
    {
      name: 'customer: document check',
      path: () => new URL(link.verify).pathname,
      sees: 'Berlaku',
      hand: true,
    },
    { name: 'office: sign-in', path: () => '/login', sees: 'Kata sandi' },
    { name: 'office: home', as: 'cs1', path: () => '/', sees: /Keluhan/ },
    { name: 'office: ticket', as: 'cs1', path: () => `/tickets/${mine.id}`, sees: 'Perawatan berkala 1' },
    { name: 'office: customers', as: 'cs1', path: () => '/customers', sees: 'PT Niaga Sentosa' },
    { name: 'office: chat', as: 'cs1', path: () => `/inbox/${chat}`, sees: 'Orang yang sama' },
    {
      name: 'office: channels',
      as: 'admin',
      path: () => '/settings?tab=channels',
      sees: 'Sudah dibereskan',
    },
    { name: 'office: attendance', as: 'cs1', path: () => '/attendance', sees: 'Andi Saputra' },
    { name: 'office: Monev', as: 'manager1', path: () => '/monev', sees: /Peringkat/ },
  ]

  for (const scheme of ['light', 'dark'] as const)
    for (const subject of subjects) {
      // the office has one look
      if (scheme === 'dark' && subject.name.startsWith('office')) continue
      it(`${subject.name}, ${scheme}`, async () => {
        const screen = await stage.window(`${subject.name} ${scheme}`, {
          ...(subject.hand && { size: { width: 390, height: 844 } }),
          ...(subject.as && { as: subject.as }),
        })
        try {
          await screen.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
          await stage.goes(screen, subject.path())
          await screen.sees(subject.sees)
          await screen.page.locator('.mantine-Skeleton-root, .ghost').first().waitFor({ state: 'detached' })
          expect(await violations(screen.page)).toEqual([])
        } catch (error) {
          throw await stage.describe(error)
        } finally {
          await stage.leaves(screen)
        }
      })
    }
})
