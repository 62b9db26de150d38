import { Bar, Pending } from '@/components/states/pending'

const panels = ['bot', 'llm', 'tickets', 'reminders']

export default function OverviewLoading() {
  return (
    <Pending>
      <Bar className="h-8 w-48" />
      <Bar className="mt-2 h-5 w-72" />
      <Bar className="mt-6 h-28 rounded-lg" />
      <div className="mt-6 grid gap-4 lg:grid-cols-2">
        {panels.map((panel) => (
          <Bar key={panel} className="h-64 rounded-md" />
        ))}
      </div>
    </Pending>
  )
}
