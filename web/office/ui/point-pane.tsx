import { ActionIcon, Group, Text } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Point } from './point.ts'
import { CELL, GRIDS, linesOf, moved, toPixels, toPoint, type View } from './point-view.ts'
import classes from './point-pane.module.css'

type Props = { point: Point; onChange: (point: Point) => void }

const HEIGHT = 220
/** Closer to the rim the pin could hardly be dragged on. */
const RIM = 24
const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/**
 * The pin on a grid of coordinates: there are no map pictures to be fetched, so it works anywhere. Dragged, tapped to
 * another place, or moved with the arrow keys (a tenth of a cell, with Shift a whole one).
 */
export function PointPane({ point, onChange }: Props) {
  const { t } = useTranslation('office')
  const { ref, width } = useElementSize<HTMLButtonElement>()
  const [zoom, setZoom] = useState(2)
  const [middle, setMiddle] = useState(point)
  const grid = GRIDS[zoom] ?? 50
  const view: View = { middle, width: width || 360, height: HEIGHT, grid }
  const { dragging, ...hands } = useHands(view, point, onChange)
  const pin = toPixels(view, point)
  const outside = pin.x < RIM || pin.y < RIM || pin.x > view.width - RIM || pin.y > HEIGHT - RIM
  // pasted somewhere else, zoomed in, or let go at the rim: the window follows
  if (outside && !dragging && (middle.lat !== point.lat || middle.lng !== point.lng)) setMiddle(point)
  return (
    <div className={classes.pane}>
      <div className={classes.window}>
        <button ref={ref} type="button" className={classes.frame} aria-label={t('point.pane')} {...hands}>
          <svg width="100%" height={HEIGHT} aria-hidden>
            <Lines view={view} />
            <path
              className={classes.pin}
              d="M0 0C-3-6-9-10-9-17a9 9 0 1 1 18 0C9-10 3-6 0 0z"
              transform={`translate(${pin.x} ${pin.y})`}
            />
          </svg>
        </button>
        {/* beside the button, whose name it is not */}
        <Labels view={view} />
      </div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {t('point.paneHint')}
        </Text>
        <Zoom zoom={zoom} onZoom={setZoom} />
      </Group>
    </div>
  )
}

function Zoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const { t } = useTranslation('office')
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        aria-label={t('point.closer')}
        disabled={zoom === 0}
        onClick={() => onZoom(zoom - 1)}
      >
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={t('point.farther')}
        disabled={zoom === GRIDS.length - 1}
        onClick={() => onZoom(zoom + 1)}
      >
        <IconMinus size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

/** Moves the point by finger, mouse and keys. */
function useHands(view: View, point: Point, onChange: (point: Point) => void) {
  const [dragging, drag] = useState(false)
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const inside = (value: number, most: number) => Math.min(Math.max(value, 0), most)
    onChange(
      toPoint(view, inside(event.clientX - box.left, box.width), inside(event.clientY - box.top, box.height)),
    )
  }
  return {
    dragging,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      drag(true)
      place(event)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => dragging && place(event),
    onPointerUp: () => drag(false),
    onPointerCancel: () => drag(false),
    onKeyDown: (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (!step) return
      event.preventDefault()
      const metres = event.shiftKey ? view.grid : view.grid / 10
      onChange(moved(point, step[0] * metres, step[1] * metres))
    },
  }
}

function Lines({ view }: { view: View }) {
  const { across, down } = linesOf(view)
  return (
    <path
      className={classes.line}
      d={[
        ...across.map(({ at }) => `M0 ${at}H${view.width}`),
        ...down.map(({ at }) => `M${at} 0V${view.height}`),
      ].join('')}
    />
  )
}

/** Coordinates of the lines and the scale. */
function Labels({ view }: { view: View }) {
  const { across, down } = linesOf(view)
  const { grid } = view
  return (
    <svg className={classes.labels} width="100%" height={HEIGHT} aria-hidden>
      {across.map((line, index) => (
        <text key={line.label + String(index)} x={4} y={line.at - 3}>
          {line.label}
        </text>
      ))}
      {down
        // every second one, or they run into each other
        .filter((_, index) => index % 2 === 1)
        .map((line, index) => (
          <text key={line.label + String(index)} x={line.at + 3} y={11}>
            {line.label}
          </text>
        ))}
      <path className={classes.scale} d={`M10 ${HEIGHT - 14}v6h${CELL}v-6`} />
      <text x={CELL + 16} y={HEIGHT - 8}>
        {grid < 1000 ? `${grid} m` : `${grid / 1000} km`}
      </text>
    </svg>
  )
}
