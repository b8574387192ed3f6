/** Opens a chat with this number in the WhatsApp of whoever presses it, with the text ready to be sent. */
export function waMeLink(phone: string, text: string): string {
  return `https://wa.me/${phone.replaceAll(/\D/g, '')}?text=${encodeURIComponent(text)}`
}
