type Needs = { requiredSkills: readonly string[]; area: string | null }

const sorted = (words: Iterable<string>) => [...new Set(words)].toSorted((a, b) => a.localeCompare(b))

export const skillsOf = (jobs: readonly Needs[]): string[] =>
  sorted(jobs.flatMap((job) => job.requiredSkills))
export const areasOf = (jobs: readonly Needs[]): string[] =>
  sorted(jobs.flatMap((job) => (job.area ? [job.area] : [])))

/** Jobs that need this skill and lie in this area; an empty word asks for nothing. A job without an area is near nobody and so shown to all. */
export function matching<T extends Needs>(jobs: readonly T[], wanted: { skill: string; area: string }): T[] {
  return jobs.filter(
    (job) =>
      (!wanted.skill || job.requiredSkills.includes(wanted.skill)) &&
      (!wanted.area || job.area === null || job.area === wanted.area),
  )
}
