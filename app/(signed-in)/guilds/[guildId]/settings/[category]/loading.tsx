import { Bar, Pending } from '@/components/states/pending'

export default function CategoryLoading() {
  return (
    <Pending>
      <div className="lg:grid lg:grid-cols-[12rem_minmax(0,45rem)] lg:gap-10">
        <Bar className="mb-6 h-9 w-40" />
        <div>
          <Bar className="h-8 w-48" />
          <Bar className="mt-2 h-5 w-72" />
          <Bar className="mt-6 h-72 rounded-md" />
        </div>
      </div>
    </Pending>
  )
}
