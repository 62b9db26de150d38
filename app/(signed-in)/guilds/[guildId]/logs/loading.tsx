import { Bar, Pending } from '@/components/states/pending'

const chips = ['w-20', 'w-28', 'w-24', 'w-32']

export default function LogsLoading() {
  return (
    <Pending>
      <Bar className="h-8 w-32" />
      <Bar className="mt-2 h-5 w-80 max-w-full" />
      <div className="mt-6 flex flex-wrap gap-1.5">
        {chips.map((width) => (
          <Bar key={width} className={`h-8 ${width} rounded-full`} />
        ))}
      </div>
      <Bar className="mt-6 h-96 rounded-md" />
    </Pending>
  )
}
