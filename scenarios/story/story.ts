import { customersArrive } from './chapter-1-customers.ts'
import { complaintBecomesTicket } from './chapter-2-ticket.ts'
import { techniciansTakeTheJob } from './chapter-3-claim.ts'
import { theVisit } from './chapter-4-field.ts'
import { salesApprovesThePrice } from './chapter-5-price.ts'
import { paidRatedClosed } from './chapter-6-payment.ts'
import { emergencyAndMoreDays } from './chapter-7-emergency.ts'
import { salesDecidesOnTheWeb } from './chapter-8-web-approval.ts'
import type { Chapter } from './play.ts'

/** The thread of the product, from a WhatsApp message to a closed ticket, in the order in which it happens. */
export const story: readonly Chapter[] = [
  { title: 'a stranger registers on WhatsApp, CS looks after the customers', play: customersArrive },
  { title: 'a complaint in the chat becomes a ticket', play: complaintBecomesTicket },
  { title: 'technicians take the job, first come first served', play: techniciansTakeTheJob },
  { title: 'the visit: letter, Check-in, photos, BAST, Selesai', play: theVisit },
  { title: 'Sales has the price changed and approves it on Telegram', play: salesApprovesThePrice },
  { title: 'sent, paid, rated, closed, counted', play: paidRatedClosed },
  { title: 'Cari Pengganti and Tambah Hari', play: emergencyAndMoreDays },
  { title: 'Sales decides on the web, Telegram follows', play: salesDecidesOnTheWeb },
]
