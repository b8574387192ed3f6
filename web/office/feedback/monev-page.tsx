export function MonevPage() {
  return null
}
