import { answer, api, newKey, send } from '../../shared/api/client.ts'
import type {
  ClaimAttempt,
  ClaimResult,
  Extension,
  FieldWork,
  Got,
  Me,
  PoolJob,
  PostBody,
  RecordedAbsence,
  SecondFactorSetUp,
  SignIn,
  TechnicianKpi,
  Ticket,
  TicketAttachment,
  OwnJob,
} from '../../shared/api/shapes.ts'

// The questions and acts that need a signal. Work that may wait for one goes through the queue instead.

export type Page<T> = { items: T[]; nextCursor: string | null }

/** A thin line is not an error for this long. */
const patience = () => AbortSignal.timeout(20_000)
const byId = (id: string) => ({ params: { path: { id } }, signal: patience() })

/** Reads `pages` pages of a list into one. */
async function readPages<T>(pages: number, read: (cursor?: string) => Promise<Page<T>>): Promise<Page<T>> {
  let all = await read()
  for (let page = 1; page < pages && all.nextCursor; page++) {
    const next = await read(all.nextCursor)
    all = { items: [...all.items, ...next.items], nextCursor: next.nextCursor }
  }
  return all
}

const paging = (cursor?: string) => ({ limit: 50, ...(cursor && { cursor }) })

export const fetchMe = (): Promise<Me> => answer(api.GET('/api/v1/me', { signal: patience() }))

export const changeMyPhoto = (photo: Blob): Promise<unknown> => {
  const form = new FormData()
  form.set('photo', photo, 'foto.jpg')
  return send('POST', '/api/v1/me/photo', form)
}

export const fetchPool = (pages = 1): Promise<Page<PoolJob>> =>
  readPages(pages, (cursor) =>
    answer(api.GET('/api/v1/pool', { params: { query: paging(cursor) }, signal: patience() })),
  )

export const fetchMyJobs = (when: 'active' | 'finished' | 'standby', pages = 1): Promise<Page<OwnJob>> =>
  readPages(pages, (cursor) =>
    answer(
      api.GET('/api/v1/my-jobs', { params: { query: { ...paging(cursor), when } }, signal: patience() }),
    ),
  )

export const fetchTicket = (id: string): Promise<Ticket> => answer(api.GET('/api/v1/tickets/{id}', byId(id)))

/** What the office has put to the job for whoever has it. */
export const fetchAttachments = (id: string): Promise<{ items: TicketAttachment[] }> =>
  answer(api.GET('/api/v1/tickets/{id}/attachments', byId(id)))

export const fetchFieldWork = (id: string): Promise<FieldWork> =>
  answer(api.GET('/api/v1/tickets/{id}/field-work', byId(id)))

export const fetchAttendance = (date: string): Promise<Got<'/api/v1/attendance'>> =>
  answer(api.GET('/api/v1/attendance', { params: { query: { date } }, signal: patience() }))

export const fetchOwnAbsences = (from: string, to: string): Promise<Got<'/api/v1/absences'>> =>
  answer(api.GET('/api/v1/absences', { params: { query: { from, to } }, signal: patience() }))

export const registerAbsence = (body: PostBody<'/api/v1/me/absences'>): Promise<RecordedAbsence> =>
  answer(api.POST('/api/v1/me/absences', { body, signal: patience() }))

export const withdrawAbsence = (id: string): Promise<unknown> =>
  answer(api.DELETE('/api/v1/me/absences/{id}', byId(id)))

export const fetchOwnMonth = (month: string): Promise<Got<'/api/v1/me/attendance'>> =>
  answer(api.GET('/api/v1/me/attendance', { params: { query: { month } }, signal: patience() }))

export const fetchMyKpi = (from: string, to: string): Promise<TechnicianKpi> =>
  answer(api.GET('/api/v1/kpi/me', { params: { query: { from, to } }, signal: patience() }))

/** The race receipt: who tried when, in the server's order. */
export const fetchClaims = (id: string): Promise<Page<ClaimAttempt>> =>
  answer(
    api.GET('/api/v1/tickets/{id}/claims', {
      params: { path: { id }, query: { limit: 100 } },
      signal: patience(),
    }),
  )

/** Ambil Job. The same key asks the same question again, so that a lost answer costs nothing. */
export const claimJob = (id: string, key: string): Promise<ClaimResult> =>
  answer(api.POST('/api/v1/tickets/{id}/claim', { ...byId(id), headers: { 'Idempotency-Key': key } }))

/** Berangkat: the customer and the office hear of it now or not at all, so it does not wait for a signal. */
export const reportDeparture = (id: string): Promise<{ at: string }> =>
  answer(api.POST('/api/v1/tickets/{id}/depart', byId(id)))

/** Takes back a photo of one's own. */
export const removePhoto = (id: string): Promise<unknown> =>
  answer(api.DELETE('/api/v1/photos/{id}', byId(id)))

export const joinStandby = (id: string): Promise<{ position: number }> =>
  answer(api.POST('/api/v1/tickets/{id}/standby', byId(id)))

export const leaveStandby = (id: string): Promise<unknown> =>
  answer(api.DELETE('/api/v1/tickets/{id}/standby', byId(id)))

/** @param emergency too late to give it back: asks for a replacement and keeps the seat until then */
export const releaseJob = (id: string, reason: string, emergency = false): Promise<unknown> =>
  answer(api.DELETE('/api/v1/tickets/{id}/claim', { ...byId(id), body: { reason, emergency } }))

export const requestExtension = (
  id: string,
  body: { days: number; reason: string; remainingWork: string },
  key: string,
): Promise<Extension> =>
  answer(
    api.POST('/api/v1/tickets/{id}/extensions', { ...byId(id), body, headers: { 'Idempotency-Key': key } }),
  )

export const beginSecondFactor = (password: string): Promise<SecondFactorSetUp> =>
  answer(api.POST('/api/v1/me/second-factor', { body: { password }, signal: patience() }))

export const confirmSecondFactor = (code: string): Promise<unknown> =>
  answer(api.POST('/api/v1/me/second-factor/confirm', { body: { code }, signal: patience() }))

export const endSecondFactor = (password: string): Promise<unknown> =>
  answer(api.DELETE('/api/v1/me/second-factor', { body: { password }, signal: patience() }))

export const fetchSignIns = (): Promise<{ items: SignIn[] }> =>
  answer(api.GET('/api/v1/me/sign-ins', { signal: patience() }))

export const endSession = (id: string): Promise<unknown> =>
  answer(api.DELETE('/api/v1/me/sign-ins/{id}', byId(id)))

export const linkTelegram = (): Promise<{ url: string; expiresAt: string }> =>
  answer(api.POST('/api/v1/me/telegram-link', { signal: patience() }))

export { newKey }
