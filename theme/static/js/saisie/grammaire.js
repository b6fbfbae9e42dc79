/**
 * Whether a text is in OpenStreetMap's syntax of opening hours, as opening-hours-py reads it.
 * The rules are those of its grammar (remi-dupre/opening-hours-rs, grammar.pest), under their names:
 * each takes (text, place) and gives the place after it, or -1; the first choice that fits is kept.
 */

const re = (source, flags = 'y') => {
  const pattern = new RegExp(source, flags)
  return (s, i) => { pattern.lastIndex = i; return pattern.test(s) ? pattern.lastIndex : -1 }
}
const seq = (...rules) => (s, i) => rules.reduce((at, rule) => (at < 0 ? at : rule(s, at)), i)
const alt = (...rules) => (s, i) => {
  for (const rule of rules) {
    const at = rule(s, i)
    if (at >= 0) return at
  }
  return -1
}
const opt = (...rules) => alt(seq(...rules), (s, i) => i)
const not = (rule) => (s, i) => (rule(s, i) < 0 ? i : -1)
const many = (rule) => (s, i) => {
  for (let at; (at = rule(s, i)) >= 0 && at > i;) i = at
  return i
}
const list = (rule, separator = re(',')) => seq(rule, many(seq(separator, rule)))

/** A range of years or weeks, "3-5/2", does not go backwards; its step fits a byte for weeks. */
const droit = (rule) => (s, i) => {
  const at = rule(s, i)
  const [start, end = start, step = 1] = s.slice(i, at).match(/[0-9]+/g) || []
  return at < 0 || +end < +start || (step > 255 && start < 54) ? -1 : at
}

const minute = re('[0-5][0-9]')
const hour_minutes = re('(?:[01][0-9]|2[0-3]|[0-9](?![0-9])):[0-5][0-9]|24:00')
const event = re('dawn|sunrise|sunset|dusk', 'iy')
const variable_time = alt(seq(re('\\('), event, re('[+-]'), hour_minutes, re('\\)')), event)
const time = alt(seq(not(re('24:00')), hour_minutes), variable_time)
const extended_time = alt(re('(?:[0-3][0-9]|4[0-8]|[0-9](?![0-9])):[0-5][0-9]'), variable_time)
const every = re(' ?/ ?')
const timespan = alt(
  seq(time, re(' ?-'), extended_time, every, not(re('24:00')), hour_minutes), // which it cannot read
  seq(time, re(' ?-'), extended_time, every, minute),
  seq(time, re(' ?- ?'), extended_time, re('\\+')),
  seq(time, re(' ?- ?'), extended_time),
  seq(time, re('\\+')),
)
const time_selector = list(timespan, re(', ?'))

const number = '0*[1-9][0-9]{0,3}'
const day_offset = re(' [+-]' + number + ' days?')
const wday = seq(not(event), re('su|mo|tu|we|th|fr|sa', 'iy'))
const nth_entry = re('[1-5]-[1-5]|-?[1-5]')
const weekday_range = alt(
  seq(wday, re('\\['), list(nth_entry), re('\\]'), opt(day_offset)),
  seq(wday, re('-'), wday),
  wday,
)
const weekday_sequence = list(weekday_range)
const holiday_sequence = list(alt(seq(re('PH'), opt(day_offset)), re('SH')))
const weekday_selector = alt(
  seq(holiday_sequence, opt(re('[, ]'), weekday_sequence)),
  seq(weekday_sequence, opt(re('[, ]'), holiday_sequence)),
)

const readability = re(': ?| ')
const weeknum = '(?:[1-4][0-9]|5[0-3]|0?[1-9])'
const week = droit(re(weeknum + '(?:-' + weeknum + '(?:/' + number + ')?)?'))
const week_selector = seq(opt(readability), re('week ?'), list(week))

const month = re('jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec', 'iy')
const year = re('19[0-9]{2}|[2-9][0-9]{3}')
const daynum = seq(re('[12][0-9]|3[01]|0?[1-9]'), not(seq(re(':'), minute, not(seq(re(':'), minute)))))
const date_offset = alt(seq(re('[+-]'), wday, opt(day_offset)), day_offset)
const date_from = alt(
  seq(opt(year), re(' ?'), re('easter', 'iy')),
  seq(opt(year, re(' ?')), month, re(' ?'), daynum),
  seq(opt(year, re(' ?')), month, re(' '), wday, re('\\[-?[1-5]\\]'), not(seq(re(','), not((s, i) => monthday_range(s, i))))),
)
const date_to = alt(date_from, daynum)
const plus = opt(re('\\+'))
const monthday_range = alt(
  seq(date_from, opt(date_offset), re(' ?- ?'), date_to, opt(date_offset)),
  seq(date_from, date_offset, plus),
  seq(date_from, plus),
  seq(opt(year), month, opt(re('-'), month)),
)
const year_range = droit(alt(seq(year, re('\\+')), seq(year, opt(re('-'), year, opt(re('/' + number))))))

const comment = re('"[^"]+"')
const small_range_selectors = alt(
  seq(weekday_selector, re(' '), time_selector), weekday_selector, time_selector)
const wide_range_selectors = alt(
  seq(comment, re(':')),
  seq(list(monthday_range), opt(week_selector), opt(readability)),
  seq(opt(list(year_range), re(' ?')), opt(list(monthday_range), re(' ?')), opt(week_selector), opt(readability)),
)
const modifier = alt(comment, seq(re('closed|off|open|unknown', 'iy'), opt(re(' '), comment)))
const separator = alt(re(' ?; ?'), re(' ?, '), re(' ?\\|\\| '))
const rule_sequence = seq(
  not(seq(re(' ?'), alt(separator, re('$')))),
  alt(re('24/7'), seq(wide_range_selectors, opt(small_range_selectors))),
  re(' ?'),
  opt(modifier),
)
const opening_hours = list(rule_sequence, separator)

export function estOsm(texte) {
  return texte !== '' && opening_hours(texte, 0) === texte.length
}
