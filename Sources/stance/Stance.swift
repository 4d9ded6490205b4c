internal import Commands

@main
struct Stance {
  static func main() async {
    await Program.main()
  }
}
