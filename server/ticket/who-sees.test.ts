import { expect, test } from 'vitest'
import { changeFor } from './who-sees.ts'

const change = (name: string) => ({
  id: 1,
  name,
  ticketId: 't',
  customerId: 'c',
  invoiceId: 'i',
  conversationId: 'v',
})

test.each([
  ['technician', 'ticketOpened', { ticketId: 't', customerId: null, invoiceId: null, conversationId: null }],
  ['technician', 'messageReceived', null],
  ['technician', 'invoiceSent', null],
  ['technician', 'customerRegistered', null],
  ['sales', 'invoiceSubmitted', { ticketId: 't', customerId: null, invoiceId: 'i', conversationId: null }],
  ['sales', 'messageReceived', null],
  ['sales', 'checkedIn', null],
  ['cs', 'messageReceived', { ticketId: 't', customerId: 'c', invoiceId: 'i', conversationId: 'v' }],
] as const)('%s hears of %s', (role, name, expected) => {
  const told = changeFor(role, change(name))
  if (expected === null) expect(told).toBeNull()
  else expect(told).toMatchObject(expected)
})
