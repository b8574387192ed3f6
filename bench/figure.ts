/** One measured number, as `npm run bench -- --json` writes it. */
export type Figure = {
  name: string
  value: number
  unit: string
  /** what is asked for, such as `<= 250`; null when the number is only told */
  goal: string | null
  ok: boolean
}

/** A number that should stay below its goal. */
export const atMost = (name: string, value: number, unit: string, goal: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: `<= ${goal}`,
  ok: value <= goal,
})

/** A number that should reach its goal. */
export const atLeast = (name: string, value: number, unit: string, goal: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: `>= ${goal}`,
  ok: value >= goal,
})

/** A count that must be this and nothing else. */
export const exactly = (name: string, value: number, unit: string, goal: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: `= ${goal}`,
  ok: value === goal,
})

/** A number without a goal: floors, and what explains another one. */
export const told = (name: string, value: number, unit: string): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: null,
  ok: true,
})

/** The value that a share (0 to 1) of the values does not exceed; 0 for none. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0

/** Three significant digits are more than any of these are good for; whole numbers stay whole. */
const rounded = (value: number): number =>
  Number.isInteger(value) ? value : Number(value >= 100 ? value.toFixed(0) : value.toPrecision(3))
