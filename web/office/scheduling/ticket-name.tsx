import { Text } from '@mantine/core'

/** A ticket in a column: number above title. */
export function TicketName({ code, title }: { code: string; title: string }) {
  return (
    <>
      <Text size="xs" c="dimmed" className="num" component="span" display="block">
        {code}
      </Text>
      <Text fw={600} size="sm" component="span">
        {title}
      </Text>
    </>
  )
}
