import { readPhone } from '../../platform/phone.ts'
import { createCustomer } from '../schema.ts'

export const FIELDS = ['name', 'phone', 'address', 'company', 'email'] as const
export type Field = (typeof FIELDS)[number]
export type RowFields = Record<Field, string>
/** Key below `errors.field` in the catalogue, by field. */
export type RowProblems = Partial<Record<Field, string>>
export type Row =
  | { state: 'GOOD'; fields: RowFields; phone: string | null; problems: RowProblems }
  | { state: 'BAD'; fields: RowFields; phone: null; problems: RowProblems }

/** Headings that people use, without signs and spaces. */
const HEADINGS: Record<Field, RegExp> = {
  name: /^(nama|namalengkap|namapelanggan|namacustomer|pelanggan|customer|customername|name|fullname)$/,
  phone:
    /^(no|nomor)?(hp|nohp|wa|whatsapp|telepon|telp|tlp|telpon|handphone|ponsel|kontak|phone|phonenumber|mobile|hpwa)$/,
  address: /^(alamat|alamatlengkap|alamatrumah|alamatkantor|almt|lokasi|address)$/,
  company: /^(perusahaan|namaperusahaan|instansi|kantor|pt|company|companyname)$/,
  email: /^(e?mail|alamatemail|surel|emailaddress)$/,
}

/** Which column holds which field, by its heading. Null when there is no column of names. */
export function columnsOf(headings: readonly string[]): Partial<Record<Field, number>> | null {
  const plain = headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}]/gu, ''))
  const columns: Partial<Record<Field, number>> = {}
  for (const field of FIELDS) {
    const index = plain.findIndex((heading) => HEADINGS[field].test(heading))
    if (index !== -1) columns[field] = index
  }
  return columns.name === undefined ? null : columns
}

/** The fields of one line; the apostrophe that keeps a spreadsheet from calculating is no part of a text. */
export function fieldsOf(
  cells: readonly (string | undefined)[],
  columns: Partial<Record<Field, number>>,
): RowFields {
  const cell = (field: Field) => {
    const index = columns[field]
    const text = index === undefined ? '' : (cells[index] ?? '')
    return text
      .replaceAll('\u0000', '')
      .replace(/^'(?=[=+\-@])/, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 1000)
  }
  const [name, phone, address, company, email] = FIELDS.map(cell) as [string, string, string, string, string]
  return { name, phone, address, company, email: email.toLowerCase() }
}

/** The same rules as for a customer who is added by hand. */
export function checkRow(fields: RowFields): Row {
  const problems: RowProblems = {}
  const checked = createCustomer.body?.safeParse(fields)
  for (const issue of checked?.error?.issues ?? []) {
    const field = issue.path[0] as Field
    problems[field] ??= issue.message
  }
  if (!fields.name) problems.name = 'required'
  const phone = fields.phone ? readPhone(fields.phone) : null
  if (phone && !phone.ok) problems.phone = 'phone'
  if (Object.keys(problems).length > 0) return { state: 'BAD', fields, phone: null, problems }
  return { state: 'GOOD', fields, phone: phone?.ok ? phone.e164 : null, problems }
}
