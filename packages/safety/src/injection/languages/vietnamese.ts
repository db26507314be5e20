import type { Lexicon } from '../cues.ts'

export const vietnamese: Lexicon = {
  language: 'vi',
  order: 'verb-first',
  phrases: {
    cancel:
      'bỏ qua | phớt lờ | quên | quên đi | quên hết | lờ đi | không tuân theo | không làm theo | đừng làm theo | đừng tuân theo | đừng nghe | ngừng làm theo | ngừng tuân theo | không quan tâm | ghi đè | hủy bỏ | huỷ bỏ | xóa | xoá | vượt qua | loại bỏ | vứt bỏ | không cần tuân | vi phạm | thay thế | gạt bỏ | vô hiệu hóa | không còn hiệu lực | đừng nghe theo | không cần tuân theo | đừng tuân thủ | đừng để ý | đừng để ý đến | đừng quan tâm | hãy quên | xóa bỏ | phá vỡ',
    prior:
      'trước đó | trước đây | trước | ở trên | bên trên | phía trên | trên đây | ban đầu | gốc | từ trước | đã cho | nêu trên | vừa rồi | cũ | đầu tiên',
    whole: 'tất cả | mọi | toàn bộ | bất kỳ | hết | các',
    own: 'của bạn | bạn đã nhận | được đưa cho bạn | đã được giao | hệ thống | nhà phát triển | bí mật | ẩn | nội bộ | của mày',
    orders:
      'hướng dẫn | chỉ dẫn | chỉ thị | lệnh | mệnh lệnh | câu lệnh | prompt | yêu cầu | lời nhắc | lập trình | nhiệm vụ | chỉ đạo | quy tắc | giới hạn | lời nhắc hệ thống',
    limits:
      'quy tắc | luật | ngữ cảnh | hạn chế | giới hạn | văn bản | bộ lọc | chính sách | cuộc trò chuyện | đạo đức | quy định | nội dung | vai trò',
    everything:
      'mọi thứ trước đó | mọi thứ ở trên | tất cả những gì | tất cả những điều | mọi điều trước | mọi điều đã | mọi thứ đã | mọi thứ bạn | tất cả ở trên | những gì đã nói | những gì ở trên | mọi thứ tôi đã nói | tất cả mọi thứ | mọi thứ từ trước | những gì bạn biết | những gì bạn đã đọc | tất cả những gì viết ở trên | hết những gì | nội dung ở trên | văn bản ở trên | mọi điều trước đó | mọi thứ trước đây | nhiệm vụ trước | xóa tất cả và | những gì được dặn | mọi điều đã dặn | mọi thứ được dặn',
    reveal:
      'tiết lộ | cho tôi xem | cho tôi biết | hiển thị | in ra | lặp lại | nói cho tôi | chia sẻ | trích dẫn | sao chép | là những gì | để lộ | xuất ra | đưa cho tôi | nguyên văn | từng chữ | đọc lại | nói ra | những hướng dẫn nào | chỉ dẫn gì | hướng dẫn gì | đã nhận được | điều gì',
    prompt:
      'chỉ dẫn của bạn | hướng dẫn của bạn | chỉ thị của bạn | prompt của bạn | quy tắc của bạn | prompt ban đầu | prompt gốc | chỉ dẫn ban đầu | hướng dẫn ban đầu | chỉ dẫn gốc | hướng dẫn gốc | hướng dẫn ẩn | chỉ dẫn ẩn | hướng dẫn bí mật | chỉ dẫn bí mật | chỉ thị bí mật | hướng dẫn nội bộ | quy tắc nội bộ | quy tắc bí mật | hướng dẫn mà bạn | chỉ dẫn mà bạn | lời nhắc hệ thống của bạn | prompt hệ thống của bạn | nhận được những hướng dẫn | phía trên tin nhắn này | không được phép nói | nhận được chỉ dẫn gì | nhận được hướng dẫn gì | nhận được những chỉ dẫn | được giao chỉ dẫn | khi bắt đầu cuộc trò chuyện | khi bắt đầu trò chuyện | đầu cuộc trò chuyện | trước tin nhắn của tôi | không được nói | không thể nói với tôi | trước tin nhắn đầu tiên',
    role: 'bây giờ bạn là | giờ bạn là | bạn bây giờ là | bạn giờ là | từ bây giờ | từ giờ | kể từ bây giờ | kể từ giờ | từ nay | hãy đóng vai | đóng vai | giả vờ | giả làm | hành động như | hãy hành xử như | cư xử như | tưởng tượng bạn là | hãy tưởng tượng bạn | mô phỏng | bạn sẽ là | trở thành | nhập vai | bạn không còn là | hãy là | trả lời như | giả vờ rằng bạn | từ bây giờ bạn là | giả vờ rằng | hãy tưởng tượng | tưởng tượng bạn',
    free: 'không có giới hạn | không giới hạn | không bị giới hạn | không có hạn chế | không hạn chế | không bị hạn chế | không có quy tắc | không có luật | không tuân theo bất kỳ | không bị ràng buộc | không ràng buộc | không có bộ lọc | không bộ lọc | không kiểm duyệt | không bị kiểm duyệt | không có đạo đức | vô đạo đức | phi đạo đức | thoát khỏi | tự do khỏi | được giải phóng | làm bất cứ điều gì | làm mọi thứ | bẻ khóa | bất kể đạo đức | mọi thứ đều được phép | không bao giờ từ chối | không có giới hạn nào | trả lời mọi thứ | trả lời mọi câu hỏi | trả lời tất cả | làm được mọi thứ',
    fresh:
      'hướng dẫn mới | chỉ dẫn mới | chỉ thị mới | nhiệm vụ mới | quy tắc mới | lệnh mới | yêu cầu mới | nhiệm vụ thực sự | nhiệm vụ thật | vai trò mới | prompt mới | thay vào đó hãy | hướng dẫn cập nhật | nhiệm vụ mới của bạn | thay vì dịch | hướng dẫn đã thay đổi | chỉ thị đã thay đổi | quy tắc đã thay đổi | nhiệm vụ của bạn bây giờ',
    not: 'đừng | không | không bao giờ | chớ',
    comply:
      'không bao giờ từ chối | đừng từ chối | không được từ chối | không từ chối | không cảnh báo | không có cảnh báo | không kèm cảnh báo | trả lời mọi câu | mọi câu hỏi | bất hợp pháp | phạm pháp | dù là bất hợp pháp',
    machine:
      'ai thân mến | trợ lý thân mến | kính gửi ai | gửi ai | gửi trợ lý ai | lưu ý cho ai | ghi chú cho ai | tin nhắn cho ai | chỉ dẫn cho ai | hướng dẫn cho ai | hướng dẫn cho trợ lý | nếu bạn là ai | nếu bạn là một ai | nếu bạn là trí tuệ | nếu bạn là mô hình | nếu bạn là một mô hình | nếu bạn là trợ lý | trợ lý phải | ai phải | chú ý ai | trợ lý ai đang đọc | gửi mọi trợ lý ai | nếu bạn là mô hình ngôn ngữ',
    first:
      'trước khi trả lời | trước khi tiếp tục | trước khi tóm tắt | trước khi phản hồi | đầu tiên bạn phải | trước tiên bạn phải',
    hush: 'đừng nói với người dùng | không nói với người dùng | đừng cho người dùng biết | không cho người dùng biết | không thông báo cho người dùng | đừng thông báo cho người dùng | mà người dùng không biết | không để người dùng biết | đừng đề cập | bí mật gửi | âm thầm | lén lút | không cần xác nhận | đừng nhắc đến',
    urgent:
      'tin nhắn quan trọng | thông báo quan trọng | chỉ dẫn quan trọng | hướng dẫn quan trọng | tin nhắn khẩn | thông báo hệ thống | rất quan trọng | cực kỳ quan trọng',
    send: 'gửi | chuyển tiếp | đăng | tải lên | đính kèm | thêm',
    data: 'mật khẩu | thông tin đăng nhập | dữ liệu người dùng | dữ liệu cá nhân | thông tin cá nhân | lịch sử trò chuyện | lịch sử hội thoại | khóa api | thông tin mật | tất cả email | danh bạ',
    mine: 'của tôi | của mình | của chúng tôi',
    topic:
      'nghĩa là gì | có nghĩa | ý nghĩa | ví dụ | cụm từ | câu này | bản dịch | tấn công | giải thích | bài báo | tiêu đề | trích dẫn',
    secret: 'mật khẩu | từ bí mật | mã bí mật | bí mật | mã truy cập',
    task: 'vui lòng | bạn phải | bạn cần | hãy thực hiện | làm như sau',
    soft: 'viết ra | viết lại | dịch | tóm tắt | mô tả | là gì | liệt kê',
    passage:
      'prompt hệ thống | lời nhắc hệ thống | chỉ dẫn hệ thống | hướng dẫn hệ thống | thông điệp hệ thống | system prompt của | văn bản ở trên | văn bản phía trên | văn bản bên trên | hướng dẫn ở trên | chỉ dẫn ở trên | hướng dẫn trước đó | chỉ dẫn trước đó | lệnh hệ thống | tin nhắn hệ thống',
    guise: 'bật | kích hoạt | chế độ nhà phát triển',
  },
}
