export function RatingsPage() {
  return null
}
