import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../shared/zoned.ts'
import { useToday } from '../ui/when.tsx'
import classes from './board.module.css'

type Props = { day: string; onChange: (day: string) => void }

/** One calendar day, with steps to its neighbours and back to today. */
export function DayPicker({ day, onChange }: Props) {
  const { t } = useTranslation('office-work')
  const today = useToday()
  return (
    <div className={classes.days}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('attendance.previousDay')}
        onClick={() => onChange(addDays(day, -1))}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={t('attendance.dayPicker')}
        value={day}
        // an emptied field means today
        onChange={(event) => onChange(event.currentTarget.value || today)}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('attendance.nextDay')}
        onClick={() => onChange(addDays(day, 1))}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      {day !== today && (
        <Button variant="subtle" onClick={() => onChange(today)}>
          {t('attendance.today')}
        </Button>
      )}
    </div>
  )
}
