import type { Ticket } from '../../shared/api/shapes.ts'

/** Opens whatever map app the phone has; the point when known, else the address as text. */
export function mapAddress(ticket: Pick<Ticket, 'location' | 'address'>): string {
  const query = ticket.location ? `${ticket.location.lat},${ticket.location.lng}` : ticket.address
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`
}

/** wa.me wants the digits of the international number without plus. */
export function whatsAppAddress(e164: string): string {
  return `https://wa.me/${e164.replace(/\D/g, '')}`
}
