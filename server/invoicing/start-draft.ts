import type { Db, Tx } from '../platform/db.ts'
import { partsUsed } from '../field-work/index.ts'
import type { Line } from './price-lines.ts'

const LONGEST_DESCRIPTION = 300

/**
 * The lines with which a draft begins: what was used at the visit, as the BAST says. The price is 0 until somebody fills
 * it in; technicians see none.
 */
export async function startLines(db: Db | Tx, ticketId: string): Promise<Line[]> {
  const parts = await partsUsed(db, ticketId)
  return parts.map((part) => ({
    description: (part.serialNumber
      ? `${part.description} (SN ${part.serialNumber})`
      : part.description
    ).slice(0, LONGEST_DESCRIPTION),
    kind: 'MATERIAL',
    quantity: part.quantity,
    unit: part.unit,
    unitPrice: 0,
    discount: 0,
  }))
}
