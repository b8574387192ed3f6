/** The text that a template shows with these values; an empty one stays visible as its gap. */
export function templatePreview(body: string, values: readonly string[]): string {
  return body.replaceAll(/\{\{(\d+)\}\}/g, (gap, number: string) => values[Number(number) - 1]?.trim() || gap)
}
