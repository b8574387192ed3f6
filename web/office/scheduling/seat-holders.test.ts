import { expect, it } from 'vitest'
import type { Seat } from '../../shared/api/shapes.ts'
import { formerHolders, seatHolders } from './seat-holders.ts'

const seat = (
  name: string,
  number: number,
  endedAt: string | null,
  endReason: Seat['endReason'] = null,
): Seat => ({
  assignmentId: name,
  technician: { id: name, name, phone: null },
  seat: number,
  claimedAt: '2026-11-21T01:00:00Z',
  endedAt,
  endReason,
  endNote: null,
  replaceWantedAt: null,
  replaceReason: null,
  replacesId: null,
  sought: false,
})

it('a seat belongs to whoever holds it now or held it to the end', () => {
  const seats = [
    seat('andi', 1, '2026-11-21T02:00:00Z', 'REPLACED'),
    seat('budi', 1, null),
    seat('cahyo', 2, '2026-11-21T05:00:00Z', 'DONE'),
  ]
  const holders = seatHolders({ seats, technicianQuota: 3 })
  expect(holders.map(({ holder }) => holder?.assignmentId ?? null)).toEqual(['budi', 'cahyo', null])
  expect(formerHolders({ seats }).map((former) => former.assignmentId)).toEqual(['andi'])
})
