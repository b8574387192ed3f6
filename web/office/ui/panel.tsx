import { Group, Paper, type PaperProps, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

type Props = PaperProps & {
  title?: ReactNode
  /** right of the title: a count, a link, a small button */
  aside?: ReactNode
  /** no inner space: for lists and tables that run from edge to edge */
  flush?: boolean
  children?: ReactNode
}

/** A white card with a heading: the one container of the office. */
export function Panel({ title, aside, flush, children, ...rest }: Props) {
  const heading = useId()
  return (
    <Paper
      component="section"
      radius="md"
      bg="white"
      aria-labelledby={title ? heading : undefined}
      {...rest}
      style={{ border: '1px solid var(--gss-line)', overflow: flush ? 'hidden' : undefined, minWidth: 0 }}
    >
      {title && (
        <Group
          justify="space-between"
          gap="xs"
          px="md"
          py="sm"
          style={{ borderBottom: flush ? '1px solid var(--gss-line)' : undefined }}
        >
          <Title order={2} id={heading}>
            {title}
          </Title>
          {aside}
        </Group>
      )}
      {flush ? children : <div style={{ padding: title ? '0 1rem 1rem' : '1rem' }}>{children}</div>}
    </Paper>
  )
}
