export function ExtensionsPage() {
  return null
}
