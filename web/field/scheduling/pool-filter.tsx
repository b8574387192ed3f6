import { useId } from 'react'
import type { PoolJob } from '../../shared/api/shapes.ts'
import { useKeptText } from '../offline/use-kept-text.ts'
import { useText } from '../texts/use-text.ts'
import { areasOf, matching, skillsOf } from './matching-jobs.ts'

/** Jobs of one skill or area; remembered on this phone. */
export function usePoolFilter(staffId: string, jobs: readonly PoolJob[]) {
  const [skill, setSkill] = useKeptText(`pool-skill:${staffId}`)
  const [area, setArea] = useKeptText(`pool-area:${staffId}`)
  return { skill, setSkill, area, setArea, shown: matching(jobs, { skill, area }) }
}

export function PoolFilter({
  jobs,
  filter,
}: {
  jobs: readonly PoolJob[]
  filter: ReturnType<typeof usePoolFilter>
}) {
  const { t } = useText()
  const [skills, areas] = [skillsOf(jobs), areasOf(jobs)]
  if (skills.length + areas.length === 0 && !filter.skill && !filter.area) return null
  return (
    <div className="filters">
      <Choice label={t('pool.skill')} value={filter.skill} onValue={filter.setSkill} options={skills} />
      <Choice label={t('pool.area')} value={filter.area} onValue={filter.setArea} options={areas} />
    </div>
  )
}

type ChoiceProps = {
  label: string
  value: string
  onValue: (value: string) => void
  options: readonly string[]
}

function Choice({ label, value, onValue, options }: ChoiceProps) {
  const { t } = useText()
  const id = useId()
  if (options.length === 0 && !value) return null
  // what was chosen stays choosable when no job of it is left
  const all = options.includes(value) || !value ? options : [...options, value]
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">{t('pool.all')}</option>
        {all.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  )
}
