import Testing

@testable import Kbuild

@Suite struct SyscallTableTests {
  private let table = SyscallTable(
    """
    # number abi name entry
    0\tcommon\tread\tsys_read
    2  64  open  sys_open  -  noreturn
    512\tx32\trt_sigaction\tcompat

    not a row
    """)

  @Test func definesTheNumbersOfTheWantedABIs() {
    #expect(
      table.header(abis: ["common", "64"], prefix: "")
        == "#define __NR_read 0\n#define __NR_open 2\n#define __NR_syscalls 3\n")
    #expect(
      table.header(abis: ["x32"], prefix: "x32_")
        == "#define __NR_x32_rt_sigaction 512\n#define __NR_x32_syscalls 513\n")
  }

  @Test func ofNothingHasNoCalls() {
    #expect(SyscallTable("").header(abis: ["64"], prefix: "") == "#define __NR_syscalls 0\n")
  }
}
