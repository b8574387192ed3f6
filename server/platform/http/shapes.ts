import { z } from 'zod'
import { SITE_ZONES } from '../indonesian-zone.ts'

// Shapes that every module's contract uses. Texts of messages are keys in locales/*/errors.json.

export const id = z.uuid()
export const time = z.iso.datetime({ offset: true })
export const day = z.iso.date()
export const rupiah = z.int().min(0).max(999_999_999_999)
export const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong')
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'tooLong')
    .nullish()
    .transform((value) => value || null)

export const idParams = z.object({ id })

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(300).optional(),
}

/** `{items, nextCursor}`; nextCursor null means that this was the last page. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string().optional(),
    details: z.array(z.record(z.string(), z.unknown())).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

export const point = z.object({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
})

/** The clock of a site in Indonesia. */
export const siteZone = z.enum(SITE_ZONES)

/**
 * `sent-at`: the phone's clock when this try to send was made; with `at` of the body it tells how long the act has
 * waited. `acting-as`: whose act it is; refused when somebody else has signed in on the phone meanwhile.
 */
export const phoneHeaders = z.object({
  'sent-at': time.optional().catch(undefined),
  'acting-as': id.optional(),
})

/** A person as other screens name them. */
export const person = z.object({ id, name: z.string() })

export const done = z.object({ ok: z.literal(true) })
